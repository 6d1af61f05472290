package verbs

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
)

// checkScript refuses a source that the server could not use, unless the person had nothing to do with it.
func checkScript(to recipient) error {
	if r, ok := to.(stored); ok && !slices.ContainsFunc(ops.SourcePaths, func(path string) bool {
		_, changed := r.draft.Member(r.base.Target, path)
		return changed
	}) {
		return nil
	}
	script := to.entity()
	language, _ := document.Text(script.Get("/programmingLanguage"))
	return refused(schema.CheckSource(script.Type(), language, sourceOf(script)))
}

// refused is the error about a source; nil when nothing of it stops a write.
func refused(problems []schema.Problem) error {
	var errs argumentErrors
	for _, problem := range problems {
		if problem.Severity == schema.Refuse {
			errs = append(errs, &usageError{message: problem.Message, hint: problem.Hint + "; --" + noCheckFlag + " takes the source as it is"})
		}
	}
	if len(errs) > 0 {
		return errs
	}
	return nil
}

// problemJSON is the shape of something wrong or odd about a source.
type problemJSON struct {
	Severity schema.Severity `json:"severity"` // "refuse" stops a write
	Message  string          `json:"message"`
	Hint     string          `json:"hint"`
}

func (a *app) scriptCheck() *cobra.Command {
	var scriptType, language string
	command := &cobra.Command{
		Use: "check FILE --type TYPE", Short: "Check the source of a script, without a server",
		Long: `Look at the source of a script for the class and the methods that its type
needs. Whether the program is right is not judged. - reads standard input. The
exit code is 2 when the server could not use the source.`,
		Example: `  jansadm script check badge.py --type dynamic_scope`,
		Args:    exactly(1, "one FILE"),
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(scriptTypeNames(), scriptType) {
				return oneOf("--type", scriptType, scriptTypeNames())
			}
			return a.checkSource(args[0], scriptType, language)
		},
	}
	command.Flags().StringVar(&scriptType, "type", "", "`TYPE` of the script, see \"jansadm script types\"")
	command.Flags().StringVar(&language, "language", "", "`LANGUAGE` of the source: python, java; that of the file's name when left out")
	completeTypes(command, scriptTypeNames())
	return command
}

func (a *app) checkSource(name, scriptType, language string) error {
	if language == "" {
		if language = "python"; strings.EqualFold(filepath.Ext(name), ".java") {
			language = "java"
		}
	}
	if languages := scriptLanguages(); !slices.Contains(languages, language) {
		return oneOf("--language", language, languages)
	}
	source, err := readFlagFile("source", name, a.streams.In)
	if err != nil {
		return &usageError{message: "cannot read the source: " + strings.TrimPrefix(err.Error(), "cannot read --source: ")}
	}
	problems := schema.CheckSource(scriptType, language, source)
	shapes := make([]problemJSON, len(problems))
	for i, problem := range problems {
		shapes[i] = problemJSON{problem.Severity, problem.Message, problem.Hint}
	}
	if err := a.print(shapes, func() []byte { return a.sourceVerdict(name, problems) }); err != nil {
		return err
	}
	if schema.Refused(problems) {
		return &usageError{message: "the server could not use " + fileWord(name) + " as a script of the type " + scriptType}
	}
	return nil
}

func scriptLanguages() []string {
	field, _ := schema.Script().Field("/programmingLanguage")
	return field.Type.Values
}

func (a *app) sourceVerdict(name string, problems []schema.Problem) []byte {
	if len(problems) == 0 {
		return fmt.Appendf(nil, "%s has the class and the methods that the server needs\n", fileWord(name))
	}
	paint := a.paint(a.streams.OutTerminal)
	list := table{header: []string{"SEVERITY", "PROBLEM", "WHAT TO DO"}}
	for _, problem := range problems {
		row := cells(string(problem.Severity), problem.Message, problem.Hint)
		if row[0].style = paint.Warn; problem.Severity == schema.Refuse {
			row[0].style = paint.Danger
		}
		list.rows = append(list.rows, row)
	}
	return list.render(a.width(a.streams.OutTerminal), paint)
}
