// Package processes は、仕事を子プロセスに分けます。
package processes

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"
)

// Worker は子プロセスの仕事です。in から最後まで読み、結果だけを out に書きます。
func Worker(in io.Reader, out io.Writer) error {
	job, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	result, err := Solve(string(job))
	if err != nil {
		return err
	}
	_, err = io.Copy(out, strings.NewReader(result))
	return err
}

// child は一つの仕事をする子プロセスです。
type child struct {
	*exec.Cmd
	job    string
	output strings.Builder
	err    error
}

// newChild は子を起動します。起動できなくても err に残すだけで、他の子は続けます。
func newChild(cmd *exec.Cmd, job string) *child {
	c := &child{Cmd: cmd, job: job}
	c.Stdin = strings.NewReader(job)
	c.Stdout = &c.output
	c.err = c.Start()
	return c
}

// collect は子の終わりを待ちます。起動できなかった子は待ちません。
func (c *child) collect() (string, error) {
	if c.err == nil {
		c.err = c.Wait()
	}
	if c.err != nil {
		return "", &JobError{Job: c.job, Err: c.err}
	}
	return c.output.String(), nil
}

// Map は全ての仕事を、それぞれ別のプロセスで同時に行います。
func Map(ctx context.Context, spawn func(context.Context) *exec.Cmd, jobs []string) ([]string, error) {
	// 先に全員を起動する。パイプの読み書きは os/exec のゴルーチンがしてくれる。
	var children []*child
	for _, job := range jobs {
		children = append(children, newChild(spawn(ctx), job))
	}

	// 途中で失敗しても、全員を待つ(ゾンビを残さない)。
	results := make([]string, len(children))
	var err error
	for i, c := range children {
		var e error
		results[i], e = c.collect()
		err = errors.Join(err, e)
	}
	return results, errors.Join(err, ctx.Err())
}
