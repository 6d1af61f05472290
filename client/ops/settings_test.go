package ops

import (
	"encoding/json"
	"testing"

	"github.com/jansadm/jansadm/client/document"
)

func TestSettings(t *testing.T) {
	list := json.RawMessage(`[{"value1":"a","value2":"1","description":"told","hide":true},{"value1":"b","value2":"2"}]`)
	for _, tc := range []struct{ got, want string }{
		{string(WithSetting(list, "a", "x", false)), `[{"description":"told","hide":true,"value1":"a","value2":"x"},{"value1":"b","value2":"2"}]`},
		{string(WithSetting(list, "c", "y", true)), `[{"value1":"a","value2":"1","description":"told","hide":true},{"value1":"b","value2":"2"},{"hide":true,"value1":"c","value2":"y"}]`},
		{string(WithSetting(nil, "c", "", false)), `[{"hide":false,"value1":"c","value2":""}]`},
	} {
		if !document.Equal(json.RawMessage(tc.got), json.RawMessage(tc.want)) {
			t.Errorf("got %s, want %s", tc.got, tc.want)
		}
	}
	left, found := WithoutSetting(list, "a")
	if !found || string(left) != `[{"value1":"b","value2":"2"}]` {
		t.Errorf("got %s, %v", left, found)
	}
	if _, found := WithoutSetting(list, "z"); found {
		t.Error("z was found")
	}
	if !HiddenSetting(list, "a") || HiddenSetting(list, "b") || HiddenSetting(list, "z") {
		t.Error("only a is hidden")
	}
}
