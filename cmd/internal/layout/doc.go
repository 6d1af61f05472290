// Package layout checks that the repository keeps its shape: which packages may import which, what lies at the top, how
// long files are, and what does not belong into a source file. The rules are data (rules.go); tests apply them. A new
// package needs no change here unless it needs an exception.
package layout

// Module is the path all our packages start with.
const Module = "github.com/jansadm/jansadm"
