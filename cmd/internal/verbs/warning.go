package verbs

import (
	"bytes"

	"github.com/jansadm/jansadm/tui/kit/text"
)

// warningJSON is the shape of a warning on stderr.
type warningJSON struct {
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

// warn tells of what is worth knowing and stops nothing, in the form that -o asks for. A nil warning is none.
func (a *app) warn(warnings ...error) {
	for _, warning := range warnings {
		if warning == nil {
			continue
		}
		shape := warningJSON{Message: warning.Error(), Hint: explain(warning).Hint}
		var out bytes.Buffer
		if a.format == formatTable {
			a.warnText(&out, shape)
		} else if data, err := encode(a.format, map[string]warningJSON{"warning": shape}); err == nil {
			out.Write(data)
		}
		_, _ = a.streams.Err.Write(out.Bytes()) // nobody can be told when that fails
	}
}

func (a *app) warnText(out *bytes.Buffer, shape warningJSON) {
	width := a.width(a.streams.ErrTerminal)
	paragraph(out, 0, a.paint(a.streams.ErrTerminal).Warn.Paint("warning:")+" "+text.CleanLine(shape.Message), width)
	if shape.Hint != "" {
		paragraph(out, 0, "hint: "+text.CleanLine(shape.Hint), width)
	}
}
