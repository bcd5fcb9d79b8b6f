package cli

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"racekit/grader/report/junit"
	"racekit/grader/verdict"
)

// outputs are the renderers of one grading and the files that they write.
type outputs struct {
	handler verdict.Handler
	closers []io.Closer
}

// openOutputs picks the renderers. Files are opened before the grading, so that a name
// that cannot be written to costs no wait. With a key, streams are signed.
func openOutputs(w World, o gradeOptions, key ed25519.PrivateKey, lang verdict.Lang) (*outputs, error) {
	out := &outputs{}
	var hs []verdict.Handler
	if o.json {
		hs = append(hs, stream(w.Stdout, key))
	} else {
		hs = append(hs, w.table(lang, w.Stderr))
	}
	for _, more := range []struct {
		path string
		make func(io.Writer) verdict.Handler
	}{
		{o.save, func(f io.Writer) verdict.Handler { return stream(f, key) }},
		{o.junit, func(f io.Writer) verdict.Handler { return junit.New(f, junit.Options{Lang: lang}) }},
	} {
		if more.path == "" {
			continue
		}
		f, err := openResults(more.path)
		if err != nil {
			return nil, errors.Join(usage(fmt.Errorf("opening a file for the results: %w", err)), out.close())
		}
		out.closers = append(out.closers, f)
		hs = append(hs, more.make(f))
	}
	gh, err := w.github(lang, out, o.json)
	if err != nil {
		return nil, errors.Join(err, out.close())
	}
	if gh != nil {
		hs = append(hs, gh)
	}
	out.handler = verdict.Tee(hs...)
	return out, nil
}

func (o *outputs) close() error {
	var errs []error
	for _, c := range o.closers {
		if err := c.Close(); err != nil {
			errs = append(errs, fmt.Errorf("writing the results: %w", err))
		}
	}
	o.closers = nil
	return errors.Join(errs...)
}

// results is a file that keeps what is in it until there is something new: a grading
// that cannot begin costs nobody the results of the last one.
type results struct {
	file *os.File
	// made: there was no such file before. begun: it holds new results.
	made, begun bool
}

func openResults(path string) (*results, error) {
	_, err := os.Stat(path)
	made := errors.Is(err, fs.ErrNotExist)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	return &results{file: f, made: made}, nil
}

func (r *results) Write(p []byte) (int, error) {
	if !r.begun {
		r.begun = true
		if err := r.empty(); err != nil {
			return 0, err
		}
	}
	return r.file.Write(p)
}

// empty removes the old results. What is no regular file, as /dev/null, has none.
func (r *results) empty() error {
	info, err := r.file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return err
	}
	return r.file.Truncate(0)
}

// Close takes the file away again if nothing came.
func (r *results) Close() error {
	err := r.file.Close()
	if r.made && !r.begun {
		err = errors.Join(err, os.Remove(r.file.Name()))
	}
	return err
}
