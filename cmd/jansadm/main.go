// Command jansadm is a terminal admin console for Janssen Server.
package main

import (
	"fmt"
	"os"

	"github.com/jansadm/jansadm/cmd/internal/quiet"
	"github.com/jansadm/jansadm/cmd/internal/verbs"
)

func main() {
	if err := quiet.Restore(); err != nil {
		fmt.Fprintln(os.Stderr, "jansadm:", err)
		os.Exit(1)
	}
	os.Exit(verbs.Main(console))
}
