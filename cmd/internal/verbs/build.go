package verbs

import (
	"runtime"
	"runtime/debug"
)

// Build says what this program was built from.
type Build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit"`   // empty when it was not built from a checkout
	Modified bool   `json:"modified"` // the checkout differed from the commit
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

// ReadBuild reads what the Go tools have put into the program.
func ReadBuild() Build {
	build := Build{Version: "unknown", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return build
	}
	if info.Main.Version != "" {
		build.Version = info.Main.Version
	}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			build.Commit = setting.Value
		case "vcs.modified":
			build.Modified = setting.Value == "true"
		}
	}
	return build
}
