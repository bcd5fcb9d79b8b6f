// Package workspace keeps the scratch modules that submissions are built in: one
// fixed folder a user, so that the build cache knows them, and a few more of them for
// gradings that run at the same time. A learner's own tree is never written to.
package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/gofrs/flock"
)

// slots bounds the gradings of one user at one time.
const slots = 16

// Space is a scratch module that this grading has to itself until Close.
type Space struct {
	// Module is the root of the scratch module. It holds what Lay put there.
	Module string
	// Temp is an empty folder for this grading alone. Close removes it.
	Temp string
	lock *flock.Flock
}

// ErrBusy says that every slot is taken.
var ErrBusy = errors.New("too many gradings at once")

// Base returns the folder that scratch modules are kept in: what the environment
// says in RACEKIT_SCRATCH, else a folder in the user's cache.
func Base(getenv func(string) string) (string, error) {
	if dir := getenv("RACEKIT_SCRATCH"); dir != "" {
		return filepath.Abs(dir)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("finding a folder for the scratch module: %w; set RACEKIT_SCRATCH to a folder that can be written to", err)
	}
	return filepath.Join(cache, "racekit"), nil
}

// Open takes the first slot under base that no other grading holds. The lock is the
// operating system's: it goes with the process, however that ends.
func Open(base string) (*Space, error) {
	if err := os.MkdirAll(base, 0o755); err != nil {
		return nil, unwritable(err)
	}
	var broken []error
	for i := range slots {
		dir := filepath.Join(base, fmt.Sprintf("slot%d", i))
		lock := flock.New(dir + ".lock")
		got, err := lock.TryLock()
		if err != nil {
			return nil, unwritable(err)
		}
		if !got {
			continue
		}
		s := &Space{Module: filepath.Join(dir, "module"), Temp: filepath.Join(dir, "temp"), lock: lock}
		if err := s.clear(); err != nil {
			// Somebody left what cannot be removed: the next slot may be clean.
			broken = append(broken, unwritable(err), lock.Unlock())
			continue
		}
		return s, nil
	}
	if err := errors.Join(broken...); err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("opening a scratch module in %s: %w: all %d slots are taken; wait for one to end", base, ErrBusy, slots)
}

// clear empties Temp, which a killed grading may have left behind.
func (s *Space) clear() error {
	if err := removeAll(s.Temp); err != nil {
		return err
	}
	if err := os.MkdirAll(s.Module, 0o755); err != nil {
		return err
	}
	return os.MkdirAll(s.Temp, 0o755)
}

// Close removes Temp and gives the slot back. The module stays for the next grading.
func (s *Space) Close() error {
	if err := errors.Join(removeAll(s.Temp), s.lock.Unlock()); err != nil {
		return fmt.Errorf("closing the scratch module: %w", err)
	}
	return nil
}

// removeAll removes a tree, also one in which code under test has made folders that
// cannot be written to.
func removeAll(dir string) error {
	if os.RemoveAll(dir) == nil {
		return nil
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() {
			return os.Chmod(path, 0o700)
		}
		return err
	})
	return errors.Join(os.RemoveAll(dir), err)
}

// Lay makes the module hold exactly these files, named by slash paths relative to
// it. Files that are the same already are not touched.
func (s *Space) Lay(files map[string][]byte) error {
	if err := s.removeOthers(files); err != nil {
		return unwritable(err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return fmt.Errorf("laying the scratch module: %q is not a path inside it", name)
		}
		if err := put(filepath.Join(s.Module, filepath.FromSlash(name)), files[name]); err != nil {
			return unwritable(err)
		}
	}
	return nil
}

// removeOthers removes what is in the module and not in files.
func (s *Space) removeOthers(files map[string][]byte) error {
	return filepath.WalkDir(s.Module, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(s.Module, path)
		if err != nil {
			return err
		}
		if _, wanted := files[filepath.ToSlash(name)]; wanted && d.Type().IsRegular() {
			return nil
		}
		return os.Remove(path)
	})
}

// put writes content to path unless it is there already.
func put(path string, content []byte) error {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}

// unwritable adds the remedy to an error of the file system.
func unwritable(err error) error {
	return fmt.Errorf("writing the scratch module: %w; free some space, or set RACEKIT_SCRATCH to a folder that can be written to", err)
}
