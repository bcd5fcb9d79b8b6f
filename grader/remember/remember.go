// Package remember keeps verdicts of exercises under the content that they were reached
// from, so that what did not change is not graded again.
//
// It saves time on a learner's own machine and proves nothing: whoever can write to the
// folder can write a verdict there. A score of record is graded anew.
package remember

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"racekit/grader/verdict"
)

// Key stands for all that a verdict depends on. The zero value is the key of nothing.
type Key struct{ sum [sha256.Size]byte }

// With returns the key of what k stands for and of a further part. A part has a name, so
// that nothing can pass for something else.
func (k Key) With(name string, content []byte) Key {
	h := sha256.New()
	h.Write(k.sum[:])
	for _, part := range [][]byte{[]byte(name), content} {
		var n [8]byte
		binary.LittleEndian.PutUint64(n[:], uint64(len(part)))
		h.Write(n[:])
		h.Write(part)
	}
	h.Sum(k.sum[:0])
	return k
}

// String is the key in hexadecimal digits.
func (k Key) String() string { return hex.EncodeToString(k.sum[:]) }

// Memory is a folder of verdicts. The zero value remembers nothing.
type Memory struct{ dir string }

// In returns the memory in a folder, which need not exist yet.
func In(dir string) Memory { return Memory{dir} }

// forgottenAfter is how long a verdict is kept that nobody asks for.
const forgottenAfter = 30 * 24 * time.Hour

// Recall returns the verdict that was reached from what k stands for. What cannot be read
// is not remembered.
func (m Memory) Recall(k Key) (verdict.Exercise, bool) {
	var ex verdict.Exercise
	if m.dir == "" {
		return ex, false
	}
	text, err := os.ReadFile(m.path(k))
	if err != nil || json.Unmarshal(text, &ex) != nil || ex.Slug == "" {
		return verdict.Exercise{}, false
	}
	now := time.Now()
	_ = os.Chtimes(m.path(k), now, now) // it is forgotten a little earlier then
	return ex, true
}

// Keep remembers a verdict. Its file is there whole or not at all.
func (m Memory) Keep(k Key, ex verdict.Exercise) error {
	if m.dir == "" {
		return nil
	}
	text, err := json.Marshal(ex)
	if err != nil {
		return fmt.Errorf("remembering a verdict: %w", err)
	}
	if err := os.MkdirAll(m.dir, 0o700); err != nil {
		return fmt.Errorf("remembering a verdict: %w", err)
	}
	f, err := os.CreateTemp(m.dir, "new*")
	if err != nil {
		return fmt.Errorf("remembering a verdict: %w", err)
	}
	_, err = f.Write(text)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), m.path(k))
	}
	if err != nil {
		_ = os.Remove(f.Name()) // what is left of it is forgotten in time
		return fmt.Errorf("remembering a verdict: %w", err)
	}
	return nil
}

// Forget removes what nobody has asked for in a long time, as of now.
func (m Memory) Forget(now time.Time) error {
	if m.dir == "" {
		return nil
	}
	files, err := os.ReadDir(m.dir)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("forgetting old verdicts: %w", err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil || now.Sub(info.ModTime()) < forgottenAfter {
			continue
		}
		if err := os.Remove(filepath.Join(m.dir, f.Name())); err != nil && !os.IsNotExist(err) {
			return fmt.Errorf("forgetting old verdicts: %w", err)
		}
	}
	return nil
}

func (m Memory) path(k Key) string { return filepath.Join(m.dir, k.String()+".json") }
