package layout

// Modules that have to do with drawing on a terminal.
const (
	bubbletea = "github.com/charmbracelet/bubbletea/..."
	bubbles   = "github.com/charmbracelet/bubbles/..."
	lipgloss  = "github.com/charmbracelet/lipgloss/..."
	termenv   = "github.com/muesli/termenv/..."
	pty       = "github.com/creack/pty/..."
	emulator  = "github.com/charmbracelet/x/vt/..."
)

// testSupport are packages that only tests import, and measuring programs.
var testSupport = []string{"tui/tuitest/...", "client/clienttest/...", "cmd/internal/measure/..."}

// Rules says which packages may import which.
var Rules = []Rule{
	{
		For: []string{"theme/..."}, Transitive: true, Ours: []string{},
		Why: "the look depends on nothing of ours",
	},
	{
		For: []string{"theme/..."}, Others: []string{lipgloss, termenv},
		Why: "the look is made of lipgloss and termenv only",
	},
	{
		For: []string{"client/..."}, Transitive: true,
		Never: []string{"cmd/...", "tui/...", "theme/...", bubbletea, bubbles, lipgloss, termenv},
		Why:   "the client knows nothing of terminals",
	},
	{
		For: []string{"client/document/..."}, Transitive: true, Ours: []string{},
		Why: "documents are a leaf that everybody may use",
	},
	{
		For: []string{"client/schema/..."}, Transitive: true, Ours: []string{"client/schema/...", "client/document/..."},
		Why: "the catalogue is facts, not behaviour",
	},
	{
		For: []string{"client/ops/..."},
		Ours: []string{
			"client", "client/ops/...", "client/auth", "client/transport", "client/schema", "client/document", "client/profile",
		},
		Why: "operations stand on the client and on nothing else",
	},
	{
		For:   []string{"client", "client/auth/...", "client/transport/...", "client/profile/..."},
		Never: []string{"client/ops/..."},
		Why:   "what is below the operations does not know them",
	},
	{
		For: []string{"client/sandbox/..."}, Transitive: true, Ours: []string{"client/sandbox/..."},
		Why: "a mistake shared with the client would stay hidden",
	},
	{
		For: []string{"..."}, Except: append([]string{"cmd/...", "client/sandbox/..."}, testSupport...),
		Never: []string{"client/sandbox/..."},
		Why:   "only commands and tests start the sandbox",
	},
	{
		For: []string{"..."}, Never: []string{"text/template", "html/template"},
		Why: "they call methods by name, so that the linker keeps every method of the program: 2.5 MB",
	},
	{
		For: []string{"tui/..."}, Except: testSupport,
		Never: []string{"cmd/...", "client", "client/auth/...", "client/transport/...", "client/profile/..."},
		Why:   "the console reaches the server through client/ops",
	},
	{
		For: []string{"tui/kit/..."}, Transitive: true, Ours: []string{"theme/...", "tui/kit/..."},
		Why: "widgets know neither screens nor where data comes from",
	},
	{
		For:  []string{"tui/core/..."},
		Ours: []string{"tui/core/...", "theme", "client/ops/...", "client/schema", "client/document"},
		Why:  "the contract of screens does not depend on how they are drawn",
	},
	{
		For:  []string{"tui/editor/..."},
		Ours: []string{"tui/editor/...", "tui/core/...", "tui/kit/...", "theme", "client/schema", "client/document"},
		Why:  "editors edit values; what becomes of them is for the screen",
	},
	{
		For:  []string{"tui/changes/..."},
		Ours: []string{"tui/changes/...", "tui/editor/...", "tui/kit/...", "theme", "client/ops/...", "client/schema", "client/document"},
		Why:  "what a plan changes is drawn without knowing which page it is on",
	},
	{
		For: []string{"tui/entries/..."},
		Ours: []string{
			"tui/entries/...", "tui/core/...", "tui/kit/...", "tui/editor/...", "theme", "client/ops/...", "client/schema", "client/document",
		},
		Why: "what the screens of entries share knows none of them",
	},
	{
		For: []string{"tui/screens/*/..."},
		Ours: []string{
			"tui/screens/*/...", "tui/entries/...", "tui/changes/...", "tui/core/...", "tui/kit/...", "tui/editor/...", "theme", "client/ops/...",
			"client/schema", "client/document",
		},
		Why: "a screen knows no other screen and no client",
	},
	{
		For: []string{"tui"}, Ours: []string{"tui/...", "client/ops/...", "theme"},
		Why: "the root puts screens together",
	},
	{
		For: []string{"..."}, Except: testSupport,
		Never: append([]string{pty, emulator}, testSupport...),
		Why:   "what tests use is not for production",
	},
	{
		For: []string{"cmd/jansadm"}, Transitive: true, Never: append([]string{"testing", pty, emulator}, testSupport...),
		Why: "nothing made for tests is part of the program",
	},
}

// vagueNames are names that say nothing about a package.
var vagueNames = []string{"util", "utils", "common", "helper", "helpers", "misc", "shared", "base", "lib"}

// topLevel are the visible entries at the top of the repository, all of them.
var topLevel = []string{"LICENSE", "README.md", "client", "cmd", "go.mod", "go.sum", "theme", "tui"}

// initialisers are the folders whose packages may have init functions.
var initialisers = []string{"cmd/internal/quiet"}

// Lengths of Go files in lines: one longer than longLines is worth a thought, one longer than maxLines is too long.
const (
	longLines = 300
	maxLines  = 500
)

// longFiles are the files that may be longer than maxLines, with the reason.
var longFiles = map[string]string{}

// sources are the names of files that people read and write.
var sources = []string{"*.go", "*.md", "*.txtar", "*.sh", ".ci/*"}

// forbidden are alternatives of one regular expression that must match nothing in a source. They are written so that
// they do not find themselves.
var forbidden = []string{
	`\bTO[D]O\b`, `\bFIX[M]E\b`, `\bXX[X]\b`, `\b[Ff]or[ ]now\b`,
	`(?:^|[\s"'(=:\x60])/(?:home|Users|root|work)/\w`, `\b[A-Z]:\\+(?:Users|work)\b`,
}
