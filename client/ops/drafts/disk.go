package drafts

import (
	"errors"
	"io/fs"
	"os"

	"github.com/jansadm/jansadm/client/profile"
)

// disk is what changes files: every step after which the process may end.
type disk interface {
	Write(path string, content []byte) error
	Rename(from, to string) error
	Remove(path string) error
}

type osDisk struct{}

func (osDisk) Write(path string, content []byte) error { return profile.WritePrivate(path, content) }
func (osDisk) Rename(from, to string) error            { return os.Rename(from, to) }

// Remove takes a file away; one that is not there is gone already.
func (osDisk) Remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
