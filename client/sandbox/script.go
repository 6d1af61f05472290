package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"go.etcd.io/bbolt"
)

// The script types that the sandbox runs.
const (
	scriptRevokeToken    = "revoke_token"
	scriptDynamicScope   = "dynamic_scope"
	scriptAuthentication = "person_authentication"
)

// script is an enabled script. The sandbox does not interpret its source; comments in it that begin with "sandbox:" say what running it
// does:
//
//	# sandbox: return false                 the method returns false; without this it returns true
//	# sandbox: raise TEXT                   the method throws, after it has set its claims
//	# sandbox: load error TEXT              the script cannot be loaded and is replaced by a stand-in of API version 1
//	# sandbox: api 1                        what getApiVersion returns; without this 11
//	# sandbox: claims NAME NAME             what getSupportedClaims returns besides the claims that are set
//	# sandbox: set NAME from ATTRIBUTE      a dynamic scope script sets a claim from an attribute of the user
//	# sandbox: set NAME from ATTRIBUTE[]    the same, as an array whatever the number of values
//	# sandbox: set NAME to TEXT             it sets a claim to a text
//	# sandbox: scopes from roles            an update_token script gives tokens what the roles in the parameter ujwt stand for
//
// A dynamic scope script with the comment TemplateMarker sets a claim for each of its configuration properties: its name is the claim, its
// value the attribute. A hidden property is none of them. Other scripts run without effect.
type script struct {
	Inum       string `json:"inum"`
	Name       string `json:"name"`
	Type       string `json:"scriptType"`
	Language   string `json:"programmingLanguage"`
	Enabled    bool   `json:"enabled"`
	Revision   int64  `json:"revision"`
	Source     string `json:"script"`
	Properties []struct {
		Name  string `json:"value1"`
		Value string `json:"value2"`
		Hide  bool   `json:"hide"`
	} `json:"configurationProperties"`

	failure error // why it could not be loaded; a stand-in that does nothing has its place then
}

// TemplateMarker is the comment by which the sandbox knows a dynamic scope script that maps claims to user attributes through its
// configuration properties (claim=attribute).
const TemplateMarker = "jansadm: claims from configuration properties"

// directives gives the texts after "sandbox: WORD" in the comments of a source.
func (s *script) directives(word string) []string {
	var texts []string
	for line := range strings.Lines(s.Source) {
		if rest, ok := strings.CutPrefix(comment(line), "sandbox: "+word); ok && (rest == "" || rest[0] == ' ') {
			texts = append(texts, strings.TrimSpace(rest))
		}
	}
	return texts
}

// comment gives a line without the marks of a comment.
func comment(line string) string { return strings.TrimLeft(strings.TrimSpace(line), "#/ \t") }

func (s *script) directive(word string) (string, bool) {
	texts := s.directives(word)
	if texts == nil {
		return "", false
	}
	return texts[0], true
}

func (s *script) version() int {
	if s.failure != nil {
		return 1
	}
	if text, ok := s.directive("api"); ok {
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
	}
	return 11
}

// run gives what the method of the script returns.
func (s *script) run() (bool, error) {
	if text, raises := s.directive("raise"); raises {
		return false, errors.New(text)
	}
	result, ok := s.directive("return")
	return !ok || result != "false", nil
}

// claims is what getSupportedClaims returns; scripts of API version 1 are not asked.
func (s *script) claims() []string {
	if s.version() <= 1 {
		return nil
	}
	var names []string
	for _, text := range s.directives("claims") {
		names = append(names, strings.Fields(text)...)
	}
	for _, setting := range s.settings() {
		names = append(names, setting.claim)
	}
	return names
}

// setting is a claim that a dynamic scope script sets.
type setting struct {
	claim, attribute string
	text             string // when there is no attribute
	array            bool
}

func (s *script) settings() []setting {
	var settings []setting
	for _, directive := range s.directives("set") {
		claim, rest, _ := strings.Cut(directive, " ")
		if text, ok := strings.CutPrefix(rest, "to "); ok {
			settings = append(settings, setting{claim: claim, text: strings.TrimSpace(text)})
		}
		if attribute, ok := strings.CutPrefix(rest, "from "); ok {
			name, array := strings.CutSuffix(strings.TrimSpace(attribute), "[]")
			settings = append(settings, setting{claim: claim, attribute: name, array: array})
		}
	}
	if !s.isTemplate() {
		return settings
	}
	for _, property := range s.Properties {
		claim, attribute := strings.TrimSpace(property.Name), strings.TrimSpace(property.Value)
		if claim != "" && attribute != "" && !property.Hide {
			settings = append(settings, setting{claim: claim, attribute: attribute})
		}
	}
	return settings
}

// isTemplate looks for the marker.
func (s *script) isTemplate() bool {
	for line := range strings.Lines(s.Source) {
		if comment(line) == TemplateMarker {
			return true
		}
	}
	return false
}

// loadScripts reads the enabled scripts in the order of their inums.
func loadScripts(s *store) ([]script, error) {
	var scripts []script
	err := s.all(bucketScripts, func(id string, raw []byte) error {
		var found script
		if err := json.Unmarshal(raw, &found); err != nil {
			return fmt.Errorf("stored script %s is damaged: %w", id, err)
		}
		if found.Enabled {
			scripts = append(scripts, found)
		}
		return nil
	})
	return scripts, err
}

// PutScript stores a script document, which must have an inum. The auth server notices with its next timer. See the type script for what
// the sandbox makes of the source.
func (s *Server) PutScript(raw json.RawMessage) error {
	var doc document
	decoder := json.NewDecoder(strings.NewReader(string(raw)))
	decoder.UseNumber()
	if err := decoder.Decode(&doc); err != nil || textMember(doc, "inum") == "" {
		return fmt.Errorf("script document without an inum: %s", raw)
	}
	scripts := s.instance.Load().auth.tables.scripts
	return scripts.update(func(tx *bbolt.Tx) error { return scripts.seed(tx, doc) })
}
