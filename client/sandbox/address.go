package sandbox

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

const addressFile = "address.json"

// address is what the owner of a folder leaves there for other processes.
type address struct {
	URL string `json:"url"`
	PID int    `json:"pid"`
	Key string `json:"key"` // opens the control routes; changes with every owner
}

func readAddress(dir string) (address, error) {
	raw, err := os.ReadFile(filepath.Join(dir, addressFile))
	if err != nil {
		return address{}, err
	}
	var a address
	if err := json.Unmarshal(raw, &a); err != nil {
		return address{}, fmt.Errorf("address file of sandbox folder %s: %w", dir, err)
	}
	return a, nil
}

func (a address) write(dir string) error {
	raw, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return folderError(dir, writeFile(filepath.Join(dir, addressFile), append(raw, '\n')))
}

// writeFile replaces a file as a whole, so that no reader sees half of it.
func writeFile(name string, content []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*") // CreateTemp makes it 0600
	if err != nil {
		return err
	}
	_, err = temporary.Write(content)
	if closeErr := temporary.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(temporary.Name(), name)
	}
	if err != nil {
		os.Remove(temporary.Name())
	}
	return err
}
