package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.etcd.io/bbolt"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// notLoaded are the script types that other servers run.
var notLoaded = []string{"link_interception", "scim", "idp", "config_api_auth", "fido2_extension", "lock_extension"}

// reload is what the timer of the script manager does with the scripts that are stored (CustomScriptManager.java): those with another
// revision are loaded anew, the others stay as they are. An outcome of loading is stored with the script.
func (a *authServer) reload(loaded, stored []script) []script {
	next := make([]script, len(stored))
	for i, candidate := range stored {
		at := slices.IndexFunc(loaded, func(old script) bool { return old.Inum == candidate.Inum && old.Revision == candidate.Revision })
		if at >= 0 {
			next[i] = loaded[at]
			continue
		}
		if !slices.Contains(notLoaded, candidate.Type) {
			candidate.failure = candidate.load()
			if err := a.storeOutcome(candidate.Inum, candidate.failure); err != nil {
				a.options.Log.Error("outcome of loading a script", "inum", candidate.Inum, "error", err)
			}
		}
		next[i] = candidate
	}
	return next
}

// load says why a script cannot be loaded. A real server notices some missing methods only when it calls them; here they fail at once. A
// source of nothing but comments, one of them for the sandbox, stands for a script that can be loaded.
func (s *script) load() error {
	if text, fails := s.directive("load error"); fails {
		return errors.New(text)
	}
	if s.onlyDirectives() {
		return nil
	}
	if s.Language == "java" {
		return s.missing(`\b%s\s*\(`)
	}
	class := scriptClasses()[s.Type]
	if !regexp.MustCompile(`(?m)^class\s+` + class + `\b`).MatchString(s.Source) {
		return fmt.Errorf("NameError: name '%s' is not defined", class)
	}
	return s.missing(`(?m)^\s+def\s+%s\s*\(`)
}

func (s *script) onlyDirectives() bool {
	found := false
	for line := range strings.Lines(s.Source) {
		trimmed := strings.TrimSpace(line)
		if trimmed != "" && trimmed[0] != '#' && !strings.HasPrefix(trimmed, "//") {
			return false
		}
		found = found || strings.HasPrefix(comment(line), "sandbox: ")
	}
	return found
}

// missing names the first method that a source does not define.
func (s *script) missing(definition string) error {
	for _, method := range RequiredMethods(s.Type) {
		if !regexp.MustCompile(fmt.Sprintf(definition, method)).MatchString(s.Source) {
			return fmt.Errorf("AttributeError: '%s' object has no attribute '%s'", scriptClasses()[s.Type], method)
		}
	}
	return nil
}

// RequiredMethods are the methods without which the sandbox does not load a script of a type.
func RequiredMethods(kind string) []string {
	methods := []string{"init", "destroy", "getApiVersion"}
	switch kind {
	case scriptDynamicScope:
		methods = append(methods, "update", "getSupportedClaims")
	case scriptRevokeToken:
		methods = append(methods, "revoke")
	case scriptAuthentication:
		methods = append(methods, "authenticate")
	}
	return methods
}

// scriptClasses are the names of the Python classes by script type (CustomScriptType.java).
var scriptClasses = sync.OnceValue(func() map[string]string {
	classes := make(map[string]string)
	err := rows("scriptclasses.tsv", 2, func(c []string) error {
		classes[c[0]] = c[1]
		return nil
	})
	if err != nil {
		panic("sandbox: " + err.Error()) // the file is part of the program
	}
	return classes
})

// storeOutcome replaces the error of a script, or removes it when there is none. The revision does not change.
func (a *authServer) storeOutcome(inum string, cause error) error {
	return a.changeError(inum, func(stored any) (any, bool) {
		if cause == nil {
			return nil, stored != nil
		}
		return a.scriptError(cause), true
	})
}

// recordScriptError keeps the first error that running a script gave since it was loaded.
func (a *authServer) recordScriptError(inum string, cause error) error {
	return a.changeError(inum, func(stored any) (any, bool) { return a.scriptError(cause), stored == nil })
}

func (a *authServer) scriptError(cause error) object {
	return object{
		"raisedAt":   json.Number(strconv.FormatInt(a.options.Clock.Now().UnixMilli(), 10)),
		"stackTrace": "org.python.core.PyException: Traceback (most recent call last):\n" + cause.Error(),
	}
}

// changeError writes the error of a script when there is something to change. The timer is not told.
func (a *authServer) changeError(inum string, change func(stored any) (any, bool)) error {
	raw, err := a.store.get(bucketScripts, inum)
	if err != nil || raw == nil {
		return err
	}
	if doc, err := changed(raw, change); doc == nil {
		return err
	}
	return a.store.update(func(tx *bbolt.Tx) error {
		raw := tx.Bucket(bucketScripts).Get([]byte(inum))
		if raw == nil {
			return nil
		}
		doc, err := changed(raw, change)
		if doc == nil {
			return err
		}
		return a.tables.scripts.putTree(tx, inum, doc)
	})
}

// changed gives a stored script with another error, nil when there is nothing to change.
func changed(raw []byte, change func(stored any) (any, bool)) (object, error) {
	tree, err := jsontree.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("stored script is damaged: %w", err)
	}
	doc, ok := tree.(object)
	if !ok {
		return nil, errors.New("stored script is damaged: it is no object")
	}
	next, anew := change(doc["scriptError"])
	if !anew {
		return nil, nil
	}
	if doc["scriptError"] = next; next == nil {
		delete(doc, "scriptError")
	}
	return doc, nil
}
