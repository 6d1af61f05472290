package editor

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/schema"
)

func TestList(t *testing.T) {
	p := known(t, "externalUriWhiteList")
	b := newBench(t, p, `["a", "b","c"]`)
	b.keys("d").last(`["b","c"]`).keys("J").last(`["c","b"]`).keys("K").last(`["b","c"]`)
	b.keys("enter").keys("ctrl+u").write("x").keys("enter").last(`["x","c"]`).shows("x")
	b.keys("a").write("new").keys("enter").last(`["x","c","new"]`)
	if got := b.editor.Crumb(); len(got) != 0 {
		t.Errorf("still in %v", got)
	}
	b.keys("u").last(`["x","c"]`).keys("u").last(`["b","c"]`).keys("u", "u", "u").last(`["a", "b","c"]`)
	if b.done != 0 || b.editor.Pending() != "" {
		t.Errorf("gone back %d times, pending %q", b.done, b.editor.Pending())
	}
}

func TestListAddsPastedLines(t *testing.T) {
	p := known(t, "externalUriWhiteList")
	newBench(t, p, `["a"]`).paste(" b \r\n\nc\x1b[2J\r\nd").last(`["a","b","c","d"]`)
	newBench(t, p, `["a"]`).keys("a").paste("b\nc").last(`["a","b","c"]`).hides("new")
	newBench(t, known(t, "cimdDomainAllowlist"), `[]`).paste("good.example.org\nhttps://bad").committed().shows("nothing was added: line 2")
	newBench(t, known(t, "corsConfigurationFilters"), `[]`).paste("a\nb").committed().shows("nothing was added")
}

// Leaving a new element empty adds nothing.
func TestListAddNothing(t *testing.T) {
	p := known(t, "externalUriWhiteList")
	newBench(t, p, "").keys("a", "enter").committed().shows("a value is needed").keys("esc").committed().shows("The list is empty")
	b := newBench(t, p, `["a"]`).keys("a").write("b")
	if b.editor.Typed() == "" || b.editor.Crumb()[0] != "new" {
		t.Errorf("typed %q at %v", b.editor.Typed(), b.editor.Crumb())
	}
	b.keys("esc").committed()
}

func TestSetOfTextsHoldsEachOnce(t *testing.T) {
	p := known(t, "jmsBrokerURISet")
	b := newBench(t, p, `["a","b"]`).keys("a").write("b").keys("enter").committed().shows("#2 is the same", "› b")
	b.keys("ctrl+u").write("c").keys("enter").committed(`["a","b","c"]`)
	newBench(t, p, `["a"]`).paste("a\nb\nb").last(`["a","b"]`)
	b = newBench(t, p, `["a","b"]`)
	for _, action := range b.editor.Actions() {
		if action.ID == "value.down" {
			t.Error("the elements of a set can be moved")
		}
	}
}

func TestListOfKnownValues(t *testing.T) {
	p := known(t, "idTokenSigningAlgValuesSupported")
	b := newBench(t, p, `["RS256"]`).keys("a").shows("RS256 in the list already")
	b.write("es256").keys(" ", "down", " ", "enter").committed(`["RS256","ES256","ES256K"]`)
	newBench(t, p, `["RS256"]`).keys("a").write("ps512").keys("enter").committed(`["RS256","PS512"]`)
	newBench(t, p, `["RS256"]`).keys("a").write("rs256").keys("enter").committed().shows("in the list already").keys("esc").hides("Add:")
	newBench(t, p, `["RS256"]`).keys("a").write("other").keys("enter").write("XY").keys("enter").last(`["RS256","XY"]`)
}

// A text that is in a list already is taken, with a warning; in a set the type warns.
func TestRepeatedTexts(t *testing.T) {
	p := known(t, "externalUriWhiteList")
	b := newBench(t, p, `["a","b"]`).keys("a").write("a").keys("enter").committed(`["a","b","a"]`).shows("! #1 says the same")
	b.keys("up").hides("says the same").shows("! 3 a").keys("end", "d").hides("!")
	newBench(t, p, `["a"]`).paste("b\nb").shows("#2 says the same")
	newBench(t, p, `["a",null,null]`).keys("end").hides("says the same")
	newBench(t, made(schema.Type{Kind: schema.KindSet, Elem: &schema.Type{Kind: schema.KindString}}), `["a","a"]`).keys("end").shows("twice").hides("says the same")
}

func TestSetOfKnownValues(t *testing.T) {
	p := known(t, "grantTypesSupported")
	b := newBench(t, p, `["implicit","password"]`).shows("[✓] implicit", "[ ] authorization_code")
	b.keys("down", " ").last(`["implicit","password","authorization_code"]`)
	b.keys("down", " ").last(`["password","authorization_code"]`).shows("[ ] implicit")
	b.keys("enter")
	if b.done != 1 {
		t.Error("enter did not go back")
	}
}

// The server stores null for a grant type it does not know; it and unknown values stay until they are taken out.
func TestSetKeepsUnknownMembers(t *testing.T) {
	p := known(t, "responseModesSupported")
	b := newBench(t, p, `["query",null,null,"web_message"]`).shows("[✓] query", "null").keys("home", "down", " ")
	b.committed().shows("Not staged yet", "an element is null")
	if b.editor.Pending() == "" {
		t.Error("a change that is not staged does not count as pending")
	}
	b.keys("end").shows("web_message", "is not one of the values").keys(" ").committed() // the nulls are still there
	b.keys("up", " ").committed(`["query","fragment"]`)
	if b.editor.Pending() != "" {
		t.Errorf("pending: %q", b.editor.Pending())
	}
}

func TestCheckListTakesOtherValues(t *testing.T) {
	p := known(t, "featureFlags")
	b := newBench(t, p, `["STAT","bogus"]`)
	b.keys("end").shows("[✓] bogus", "not a known value")
	b.keys("a").write("revoke_token").keys("enter").committed().shows("the value is in the list")
	b.keys("ctrl+u").write("new_flag").keys("enter").last(`["STAT","bogus","new_flag"]`).shows("new_flag")
	b.keys("esc")
	b.keys("home")
	for range len(schema.Flags()) {
		if b.keys("down"); b.editor.top().level.(*checks).table.Selected() == "=stat" {
			break
		}
	}
	b.shows("[✓] stat").keys(" ").last(`["bogus","new_flag"]`)
}

func TestSetOfSets(t *testing.T) {
	p := known(t, "responseTypesSupported")
	b := newBench(t, p, `[["code"],["token", "id_token"]]`).shows("token, id_token")
	b.keys("down", "enter").shows("[✓] token", "[ ] code").keys("home", " ").last(`[["code"],["token","id_token","code"]]`)
	b.keys("esc").keys("a").committed(string(b.commits[0])).keys("end", " ").last(`[["code"],["token","id_token","code"],["id_token"]]`)
	// Each combination is bound to its own place.
	b.keys("home", " ").last(`[["code"],["token","id_token","code"],["id_token","code"]]`)
	b.keys("esc", "up", "d").last(`[["code"],["id_token","code"]]`)
}

// A change that leaves the value impossible is kept and named until the rest is put right.
func TestImpossibleForAMoment(t *testing.T) {
	p := known(t, "responseTypesSupported")
	b := newBench(t, p, `[["code"]]`).keys("enter", " ").committed().shows("[ ] code", "Not staged yet: #1: a response type is empty")
	if !strings.Contains(b.editor.Pending(), "not staged") {
		t.Errorf("pending: %q", b.editor.Pending())
	}
	b.keys("esc").shows("Not staged yet").keys("enter", "down", " ").committed(`[["token"]]`)
	if b.editor.Pending() != "" {
		t.Errorf("pending: %q", b.editor.Pending())
	}
}

func TestMap(t *testing.T) {
	p := known(t, "acrMappings")
	b := newBench(t, p, `{"b":"1","https://x/~a":"2"}`).shows("b 1", "https://x/~a 2")
	b.keys("down", "enter").keys("ctrl+u").write("3").keys("enter").last(`{"b":"1","https://x/~a":"3"}`)
	b.keys("n").keys("ctrl+u").write("b").keys("enter").shows("there is an entry of that name")
	b.keys("ctrl+u").write("c d").keys("enter").last(`{"b":"1","c d":"3"}`)
	b.keys("a").write("new").keys("enter", "enter").last(`{"b":"1","c d":"3","new":""}`)
	b.keys("home", "d").last(`{"c d":"3","new":""}`).keys("u").last(`{"b":"1","c d":"3","new":""}`)
	newBench(t, p, "").keys("a", "enter").shows("a name is needed").keys("esc").committed().shows("There are no entries")
	newBench(t, p, "").keys("a").write("x").keys("enter", "esc").committed().shows("There are no entries")
	newBench(t, p, `{"":"e"}`).keys("n").write("named").keys("enter").last(`{"named":"e"}`)
}

func TestMapOfObjects(t *testing.T) {
	p := known(t, "trustedSsaIssuers")
	b := newBench(t, p, `{"https://a":{"automaticallyGrantedScopes":["openid"],"x":1.50}}`).shows("https://a automaticallyGrantedScopes openid")
	b.keys("enter", "enter", "a").write("profile").keys("enter")
	b.last(`{"https://a":{"automaticallyGrantedScopes":["openid","profile"],"x":1.50}}`)
	if got := strings.Join(b.editor.Crumb(), "/"); got != "https://a/automaticallyGrantedScopes" {
		t.Errorf("in %s", got)
	}
	b.keys("esc", "esc", "a").write("https://b").keys("enter")
	b.last(`{"https://a":{"automaticallyGrantedScopes":["openid","profile"],"x":1.50},"https://b":{}}`)
}

func TestObject(t *testing.T) {
	p := known(t, "lockMessageConfig")
	b := newBench(t, p, `{"new":1.50,"enableTokenMessages":false}`).shows("enableTokenMessages false", "tokenMessagesChannel not set", "new 1.50")
	b.keys(" ").last(`{"new":1.50,"enableTokenMessages":true}`)
	b.keys("down", "enter", "enter").committed(string(b.commits[0])) // an absent member stays absent
	b.keys("enter").write("c").keys("enter").last(`{"new":1.50,"enableTokenMessages":true,"tokenMessagesChannel":"c"}`)
	b.keys("end").shows("the server knows no such member").keys("enter").shows("1.50").keys("esc")
	b.keys("home", "d").last(`{"new":1.50,"tokenMessagesChannel":"c"}`).shows("enableTokenMessages not set")
}

// Members that are secret are masked wherever they show, and problems do not repeat them.
func TestSecretMembers(t *testing.T) {
	p := known(t, "cibaEndUserNotificationConfig")
	b := newBench(t, p, `{"apiKey":"open","notificationKey":"hunter2"}`).shows("apiKey open").hides("hunter2")
	for range 8 {
		b.keys("down")
	}
	b.shows("notificationKey ••••••").keys("enter").hides("hunter2").keys("ctrl+r").shows("hunter2").keys("esc").hides("hunter2")
	newBench(t, known(t, "dcrSsaValidationConfigs"), `[{"id":"one","sharedSecret":"hunter2"}]`).hides("hunter2").shows("id one, sharedSecret ••••••")
	long := `{"sharedSecret":"hunter2","id":"` + strings.Repeat("x", summaryLimit) + `"}`
	for _, value := range []string{long, "[" + long + "]"} {
		typ := known(t, "dcrSsaValidationConfigs").Type
		if value == long {
			typ = elementOf(typ)
		}
		if summary := Summary(typ, json.RawMessage(value), false); strings.Contains(summary, "hunter2") || len(summary) > summaryLimit {
			t.Errorf("a long value reads %s", summary)
		}
	}
	newBench(t, known(t, "cibaEndUserNotificationConfig"), `{"notificationKey":["hunter2"]}`).keys("end", "up").hides("hunter2")
}

func TestReadOnlyMembers(t *testing.T) {
	p := known(t, "rateLimitConfiguration")
	b := newBench(t, p, `{"rateLimitRules":[{"path":"/x","wellFormed":true}]}`)
	b.keys("enter", "enter", "end").shows("⊘ wellFormed true", "Reported by the server").keys(" ", "d").committed()
	b.keys("enter").shows("It cannot be changed").keys("x", "enter").committed()
}

// Everything in a deep value can be reached and edited.
func TestDeepValue(t *testing.T) {
	p := known(t, "rateLimitConfiguration")
	b := newBench(t, p, "").keys("enter", "a", "enter").write("/token").keys("enter").last(`{"rateLimitRules":[{"path":"/token"}]}`)
	b.keys("down", "enter", "a").write("post").keys("enter", "esc").last(`{"rateLimitRules":[{"path":"/token","methods":["POST"]}]}`)
	b.keys("down", "down", "down", "enter", "a", "enter").write("hea").keys("enter")
	b.last(`{"rateLimitRules":[{"path":"/token","methods":["POST"],"keyExtractors":[{"source":"header"}]}]}`)
	if got := strings.Join(b.editor.Crumb(), "/"); got != "rateLimitRules/new/keyExtractors/new" {
		t.Errorf("in %s", got)
	}
	b.keys("esc", "esc", "esc", "esc", "end", " ").last(`{"rateLimitRules":[{"path":"/token","methods":["POST"],"keyExtractors":[{"source":"header"}]}],"rateLoggingEnabled":true}`)
}

func TestListOfObjects(t *testing.T) {
	p := known(t, "authorizationRequestCustomAllowedParameters")
	b := newBench(t, p, `[{"paramName":"a","returnInResponse":false},{"paramName":"b"}]`).shows("paramName a, returnInResponse false")
	b.keys("down", "enter", "down", " ").last(`[{"paramName":"a","returnInResponse":false},{"paramName":"b","returnInResponse":true}]`)
	b.keys("u").committed(string(b.commits[0]), `[{"paramName":"a","returnInResponse":false},{"paramName":"b"}]`)
	b.keys("esc", "a", "enter").write("c").keys("enter", "esc").last(`[{"paramName":"a","returnInResponse":false},{"paramName":"b"},{"paramName":"c"}]`)
	// Deleting goes by place, not by name.
	b.keys("d").last(`[{"paramName":"a","returnInResponse":false},{"paramName":"b"}]`)
	b.keys("a", "esc").last(`[{"paramName":"a","returnInResponse":false},{"paramName":"b"}]`)
}

// Undo goes back to where the change was made.
func TestUndoReturnsToThePlace(t *testing.T) {
	b := newBench(t, known(t, "authorizationRequestCustomAllowedParameters"), `[{"paramName":"a"},{"paramName":"b"}]`)
	b.keys("d", "enter", "end", " ").last(`[{"paramName":"b","returnInResponse":true}]`)
	b.keys("u").last(`[{"paramName":"b"}]`)
	if len(b.editor.Crumb()) != 1 {
		t.Errorf("at %v", b.editor.Crumb())
	}
	b.keys("u").last(`[{"paramName":"a"},{"paramName":"b"}]`)
	if len(b.editor.Crumb()) != 0 {
		t.Errorf("at %v", b.editor.Crumb())
	}
	b.keys("u")
	if len(b.said) == 0 || !strings.Contains(b.said[len(b.said)-1].Text, "nothing was changed here") {
		t.Errorf("said %v", b.said)
	}
}
