package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// The script types that the sandbox runs.
const (
	scriptRevokeToken  = "revoke_token"
	scriptDynamicScope = "dynamic_scope"
)

// script is an enabled script. The sandbox does not interpret its source; comments in it that begin with "sandbox:" say what running it
// does:
//
//	# sandbox: return false         the method returns false; without this it returns true
//	# sandbox: raise TEXT           the method throws
//	# sandbox: load error TEXT      the script cannot be loaded and is replaced by a stand-in of API version 1
//	# sandbox: api 1                what getApiVersion returns; without this 11
//	# sandbox: claims NAME NAME     what getSupportedClaims returns
type script struct {
	Inum     string `json:"inum"`
	Type     string `json:"scriptType"`
	Enabled  bool   `json:"enabled"`
	Revision int64  `json:"revision"`
	Source   string `json:"script"`
}

// directives gives the texts after "sandbox: WORD" in the comments of a source.
func (s *script) directive(word string) (string, bool) {
	for line := range strings.Lines(s.Source) {
		line = strings.TrimLeft(strings.TrimSpace(line), "#/ \t")
		if rest, ok := strings.CutPrefix(line, "sandbox: "+word); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return "", false
}

func (s *script) version() int {
	if _, broken := s.directive("load error"); broken {
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

func (s *script) claims() []string {
	if s.version() <= 1 {
		return nil
	}
	text, _ := s.directive("claims")
	return strings.Fields(text)
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
	var found script
	if err := json.Unmarshal(raw, &found); err != nil || found.Inum == "" {
		return fmt.Errorf("script document without an inum: %s", raw)
	}
	return s.instance.Load().auth.putScript(found.Inum, raw)
}

func (a *authServer) putScript(inum string, raw []byte) error {
	if err := a.firstLoad(); err != nil {
		return err
	}
	if err := a.store.put(bucketScripts, inum, raw); err != nil {
		return err
	}
	scripts, err := loadScripts(a.store)
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.scripts.write(scripts, a.options.Clock.Now())
	return nil
}

// recordScriptError keeps the first error that running a script gave since it was loaded. Revision does not change.
func (a *authServer) recordScriptError(inum string, cause error) error {
	return a.store.update(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket(bucketScripts)
		raw := bytes.Clone(bucket.Get([]byte(inum)))
		var doc map[string]json.RawMessage
		if err := json.Unmarshal(raw, &doc); err != nil {
			return fmt.Errorf("stored script %s is damaged: %w", inum, err)
		}
		if _, present := doc["scriptError"]; present {
			return nil
		}
		entry, err := json.Marshal(map[string]string{
			"raisedAt":   a.options.Clock.Now().Format(time.RFC3339Nano),
			"stackTrace": "org.python.core.PyException: Traceback (most recent call last):\n" + cause.Error(),
		})
		if err != nil {
			return err
		}
		doc["scriptError"] = entry
		if raw, err = json.Marshal(doc); err != nil {
			return err
		}
		return bucket.Put([]byte(inum), raw)
	})
}
