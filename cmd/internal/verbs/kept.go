package verbs

// keptJSON is the file with a text that was edited and not applied.
type keptJSON struct {
	File   string `json:"file"`
	Secret bool   `json:"secret"` // the text is or holds a secret in clear
}

func (k keptJSON) String() string {
	told := "your text is kept in " + k.File
	if k.Secret {
		told += " (it holds a secret: delete that file when you are done with it)"
	}
	return told
}

// keptError is why a text was not applied.
type keptError struct {
	error
	kept keptJSON
}

// Unwrap returns why.
func (e *keptError) Unwrap() error { return e.error }

// sayKept tells where the text is that was edited for a dry run, in the form that -o asks for.
func (a *app) sayKept(kept keptJSON) {
	if a.format != formatTable {
		if data, err := encode(a.format, map[string]keptJSON{"kept": kept}); err == nil {
			_, _ = a.streams.Err.Write(data) // nobody can be told when that fails
			return
		}
	}
	a.say("%s", kept)
}
