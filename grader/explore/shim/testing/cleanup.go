package testing

import (
	stdcontext "context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/context"
	"racekit/grader/explore/step"
)

// Cleanup is testing.T.Cleanup.
//
//go:noinline
func (c *common) Cleanup(f func()) {
	if c.root != nil {
		sched.Point(c.hooks.Named("cleanups"), step.AtomicStore)
		sched.Merge(&c.hooked)
	}
	c.cleanups = append(c.cleanups, f)
}

// runCleanups cancels the context and calls what was registered by Cleanup, the last
// first.
func (c *common) runCleanups() {
	c.cleaning = true
	defer func() {
		// One that panics or fails does not keep the others from running.
		if len(c.cleanups) > 0 {
			c.runCleanups()
		}
		c.cleaning = false
	}()
	c.cancelled = true
	if c.cancelCtx != nil {
		c.cancelCtx()
	}
	for {
		last := len(c.cleanups) - 1
		if last < 0 {
			return
		}
		f := c.cleanups[last]
		c.cleanups[last] = nil
		c.cleanups = c.cleanups[:last]
		sched.Acquire(&c.hooked)
		f()
	}
}

// Context is testing.T.Context. It is made when it is first asked for.
//
//go:noinline
func (c *common) Context() stdcontext.Context {
	if c.ctx == nil {
		c.ctx, c.cancelCtx = context.WithCancel(context.Background())
		if c.cancelled {
			c.cancelCtx()
		}
	}
	return c.ctx
}

// undo takes back what a test does to the process.
type undo struct {
	f    func()
	done bool
}

func (u *undo) do() {
	if !u.done {
		u.done = true
		u.f()
	}
}

// undos are those of the schedule.
var undos []*undo

// undoing makes f run as a cleanup of c, or at the latest in Restore.
func (c *common) undoing(f func()) {
	u := &undo{f: f}
	undos = append(undos, u)
	c.Cleanup(u.do)
}

// Restore takes back what tests of earlier schedules did to the environment and the file
// system, and had no occasion to take back themselves. It is called between schedules.
func Restore() {
	for i := len(undos) - 1; i >= 0; i-- {
		undos[i].do()
	}
	undos = nil
}

// Setenv is testing.T.Setenv.
//
//go:noinline
func (c *common) Setenv(key, value string) {
	old, had := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		c.wrong(fmt.Sprintf("cannot set environment variable: %v", err))
		c.exit()
	}
	c.undoing(func() {
		if had {
			os.Setenv(key, old)
		} else {
			os.Unsetenv(key)
		}
	})
}

// Chdir is testing.T.Chdir.
//
//go:noinline
func (c *common) Chdir(dir string) {
	old, err := os.Getwd()
	if err == nil {
		err = os.Chdir(dir)
	}
	if err == nil && !filepath.IsAbs(dir) {
		dir, err = os.Getwd()
	}
	if err != nil {
		c.wrong(err.Error())
		c.exit()
	}
	c.Setenv("PWD", dir)
	c.undoing(func() {
		if err := os.Chdir(old); err != nil {
			panic("testing.Chdir: " + err.Error())
		}
	})
}

// TempDir is testing.T.TempDir.
//
//go:noinline
func (c *common) TempDir() string {
	dir, err := c.makeTempDir()
	if err != nil {
		c.wrong(fmt.Sprintf("TempDir: %v", err))
		c.exit()
	}
	return dir
}

// ArtifactDir is testing.T.ArtifactDir without -artifacts.
//
//go:noinline
func (c *common) ArtifactDir() string { return c.TempDir() }

func (c *common) makeTempDir() (string, error) {
	if c.tempDir == "" {
		dir, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), dirName(c.name))
		if err != nil {
			return "", err
		}
		c.tempDir = dir
		c.undoing(func() {
			c.tempDir = ""
			if err := os.RemoveAll(dir); err != nil {
				c.wrong(fmt.Sprintf("TempDir RemoveAll cleanup: %v", err))
			}
		})
	}
	c.tempSeq++
	dir := fmt.Sprintf("%s%c%03d", c.tempDir, os.PathSeparator, c.tempSeq)
	return dir, os.Mkdir(dir, 0o777)
}

// dirName drops what is unusual in the name of a directory.
func dirName(test string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune("!#$%&()+,-.=@^_{}~ ", r) {
			return r
		}
		return -1
	}, test[:min(len(test), 64)])
}

// Output is testing.T.Output.
//
//go:noinline
func (c *common) Output() io.Writer {
	c.attend()
	if !unheard() {
		c.mustBeAlive("Output called after "+c.name+" has completed", "")
	}
	return &output{c}
}

// output logs whole lines.
type output struct{ c *common }

// Write is io.Writer's.
//
//go:noinline
func (o *output) Write(p []byte) (int, error) {
	c := o.c
	c.attend()
	if !unheard() {
		c.mustBeAlive("Write called after "+c.name+" has completed", "")
	}
	for _, b := range p {
		if b == '\n' {
			c.line()
			continue
		}
		c.partial = append(c.partial, b)
	}
	return len(p), nil
}

// flush logs the beginning of a line that was written to Output.
func (c *common) flush() {
	if len(c.partial) > 0 {
		c.line()
	}
}

func (c *common) line() {
	text := string(c.partial)
	c.partial = c.partial[:0]
	if c.root != nil {
		sched.Log(text)
	}
}
