package verdict

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Handler takes a stream as it is made. Calls come from one goroutine, in the order
// that the package comment gives. An error stops the grading.
type Handler interface {
	Start(Start) error
	Progress(Progress) error
	Exercise(Exercise) error
	Summary(Summary) error
}

// Message is one line of a stream: exactly one field is set. What a signature says is
// none of this package's business.
type Message struct {
	Start    *Start    `json:"start,omitempty"`
	Progress *Progress `json:"progress,omitempty"`
	Exercise *Exercise `json:"exercise,omitempty"`
	Summary  *Summary  `json:"summary,omitempty"`

	Signature json.RawMessage `json:"signature,omitempty"`
}

// ErrTruncated says that a stream ended before its summary.
var ErrTruncated = errors.New("the stream ends before its summary: the grading was cut off")

// maxLine bounds one message; an exercise with every report attached stays far below.
const maxLine = 64 << 20

// Replay reads a recorded stream and gives it to h. It returns ErrTruncated, wrapped,
// if the stream has no summary, though it may end in the middle of a line; what came
// before has then been given to h. It does not look whether a signature is right.
func Replay(r io.Reader, h Handler) error {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 64<<10), maxLine)
	var p player
	for n := 1; in.Scan(); n++ {
		if len(in.Bytes()) == 0 {
			continue
		}
		var m Message
		err := json.Unmarshal(in.Bytes(), &m)
		if p.started && !p.ended && isCut(err, len(in.Bytes())) && !in.Scan() {
			break
		}
		if err == nil {
			err = p.due(m)
		} else if !p.started {
			err = fmt.Errorf("%w; %s", err, whence)
		}
		if err != nil {
			return fmt.Errorf("reading line %d of the stream: %w", n, err)
		}
		if err := m.give(h); err != nil {
			return fmt.Errorf("rendering line %d of the stream: %w", n, err)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("reading the stream: %w", err)
	}
	if !p.ended {
		return fmt.Errorf("reading the stream: %w", ErrTruncated)
	}
	return nil
}

// whence asks where a file comes from that is not a stream.
const whence = "is this a file that 'racekit grade --json' wrote?"

// isCut reports whether a line of n bytes cannot be read because its end is missing.
func isCut(err error, n int) bool {
	var syntax *json.SyntaxError
	return errors.As(err, &syntax) && syntax.Offset >= int64(n)
}

// player knows where in a stream it is.
type player struct{ started, ended, signed bool }

// due says what is wrong with m coming now.
func (p *player) due(m Message) error {
	switch {
	case m.kinds() > 1:
		return errors.New("it is several messages in one")
	case p.signed:
		return errors.New("it goes on after its signature")
	case m.Signature != nil && p.ended:
		p.signed = true
		return nil
	case m.Signature != nil:
		return errors.New("it is signed before its summary")
	case p.ended:
		return errors.New("it goes on after its summary")
	case !p.started && m.Start == nil:
		return errors.New("it does not begin with a start message; " + whence)
	case p.started && m.Start != nil:
		return errors.New("it starts once more: two streams are in one file")
	case m.Start != nil && m.Start.Version > Version:
		return fmt.Errorf("version %d is newer than this racekit's, %d", m.Start.Version, Version)
	case m.Start != nil && m.Start.Version < 1:
		return fmt.Errorf("version %d is none; %s", m.Start.Version, whence)
	}
	p.started, p.ended = true, m.Summary != nil
	return nil
}

// kinds counts the kinds that m is of: 1, or 0 for one of a later version.
func (m Message) kinds() (n int) {
	for _, there := range []bool{m.Start != nil, m.Progress != nil, m.Exercise != nil, m.Summary != nil, m.Signature != nil} {
		if there {
			n++
		}
	}
	return n
}

// give hands m to the method of h that it is for. A signature, which proves nothing to
// who only reads it, and kinds of a later version are skipped.
func (m Message) give(h Handler) error {
	switch {
	case m.Start != nil:
		return h.Start(*m.Start)
	case m.Progress != nil:
		return h.Progress(*m.Progress)
	case m.Exercise != nil:
		return h.Exercise(*m.Exercise)
	case m.Summary != nil:
		return h.Summary(*m.Summary)
	}
	return nil
}

// Tee gives each message to all of hs in order, and stops at the first error.
func Tee(hs ...Handler) Handler { return tee(hs) }

type tee []Handler

func (t tee) each(f func(Handler) error) error {
	for _, h := range t {
		if err := f(h); err != nil {
			return err
		}
	}
	return nil
}

func (t tee) Start(m Start) error { return t.each(func(h Handler) error { return h.Start(m) }) }
func (t tee) Progress(m Progress) error {
	return t.each(func(h Handler) error { return h.Progress(m) })
}
func (t tee) Exercise(m Exercise) error {
	return t.each(func(h Handler) error { return h.Exercise(m) })
}
func (t tee) Summary(m Summary) error { return t.each(func(h Handler) error { return h.Summary(m) }) }
