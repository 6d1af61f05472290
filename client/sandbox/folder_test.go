package sandbox

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"go.etcd.io/bbolt"
)

func TestFilesArePrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "data")
	f := openDir(t, dir)
	for name, want := range map[string]fs.FileMode{"": 0o700, databaseFile: 0o600, addressFile: 0o600, caFile: 0o600} {
		stat, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := stat.Mode().Perm(); got != want {
			t.Errorf("%q is %o", name, got)
		}
	}
	f.close()
	if _, err := os.Stat(filepath.Join(dir, addressFile)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the address is still there: %v", err)
	}
	if err := f.Close(context.Background()); err != nil {
		t.Errorf("closing again: %v", err)
	}
}

func TestEphemeralFolderIsRemoved(t *testing.T) {
	s, err := Open(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(s.Info().CAFile)
	if _, err := os.Stat(dir); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("still there: %v", err)
	}
}

func TestFoldersThatAreRefused(t *testing.T) {
	root := t.TempDir()
	make := func(name, content string) string {
		dir := filepath.Join(root, name)
		file := filepath.Join(dir, content)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(strings.Repeat("not a database ", 1000)), 0o600); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	for name, dir := range map[string]string{
		"other files":     make("other", "thesis.txt"),
		"damaged":         make("damaged", databaseFile),
		"a file":          filepath.Join(make("file", "x"), "x"),
		"below a file":    filepath.Join(make("below", "x"), "x", "y"),
		"another program": otherDatabase(t, filepath.Join(root, "bolt")),
	} {
		_, err := Open(t.Context(), Options{Dir: dir})
		if !errors.Is(err, ErrNotSandbox) || !strings.Contains(err.Error(), dir) {
			t.Errorf("%s: %v", name, err)
		}
	}
	hidden := make("hidden", ".gitignore")
	if s, err := Open(t.Context(), Options{Dir: hidden}); err != nil {
		t.Errorf("hidden files only: %v", err)
	} else {
		s.Close(context.Background())
	}
}

// otherDatabase makes a folder whose database is not a sandbox's.
func otherDatabase(t *testing.T, dir string) string {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(filepath.Join(dir, databaseFile), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		bucket, err := tx.CreateBucket([]byte("songs"))
		if err != nil {
			return err
		}
		return bucket.Put([]byte("a"), []byte("b"))
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestDataOfANewerVersion(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	f := openDir(t, dir)
	in := *f.instance.Load().installation
	in.Version = dataVersion + 1
	if err := f.store.update(in.write); err != nil {
		t.Fatal(err)
	}
	f.close()
	if _, err := Open(t.Context(), Options{Dir: dir}); !errors.Is(err, ErrNewerData) || !strings.Contains(err.Error(), dir) {
		t.Errorf("%v", err)
	}
}

func TestFolderErrorsInWords(t *testing.T) {
	for cause, want := range map[error]error{
		syscall.ENOSPC: ErrDiskFull, syscall.EDQUOT: ErrDiskFull, fs.ErrPermission: ErrNotWritable, syscall.EACCES: ErrNotWritable,
		syscall.EROFS: ErrNotWritable, syscall.ENOTDIR: ErrNotSandbox,
	} {
		err := folderError("/data", &fs.PathError{Op: "open", Path: "/data/x", Err: cause})
		if !errors.Is(err, want) || !errors.Is(err, cause) || !strings.Contains(err.Error(), "/data") {
			t.Errorf("%v: %v", cause, err)
		}
	}
	if folderError("/data", nil) != nil {
		t.Error("no failure is an error")
	}
	if err := folderError("/data", io.ErrUnexpectedEOF); !errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, ErrNotSandbox) {
		t.Errorf("%v", err)
	}
}

func TestRelativeFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	owner := openDir(t, "data")
	attached := connectTo(t, "data")
	if got := owner.Info().CAFile; !filepath.IsAbs(got) || attached.Info().CAFile != got {
		t.Errorf("CA files: %s, %s", got, attached.Info().CAFile)
	}
}
