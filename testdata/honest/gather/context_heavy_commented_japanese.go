// Package gather は複数のタスクを同時に動かし、結果を集める。
package gather

import (
	"context"
	"sync"
)

// All は全タスクを同時に始め、全部が戻ってから戻る。
//
// context を二つ使う:
//   - work: タスクに渡す。最初のエラーか、呼び出し元のキャンセルで終わる
//   - fate: 最初のエラーを覚えておくだけ。WithCancelCause は最初の cause しか残さない
//
// work の Cause を使うと、呼び出し元のキャンセルがエラーに見えてしまうので分けた。
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	fate, fail := context.WithCancelCause(context.Background())
	defer fail(nil)

	work, stop := context.WithCancel(ctx)
	defer stop() // 成功しても、戻るときには必ず終わらせる

	results := make([]T, len(tasks))

	var wg sync.WaitGroup
	wg.Add(len(tasks))
	for i, task := range tasks {
		go func() {
			defer wg.Done()
			v, err := task(work)
			if err != nil {
				fail(err) // 先に記録して、
				stop()    // それから止める。逆だと「キャンセルされた」が先に記録されかねない
				return
			}
			results[i] = v
		}()
	}
	wg.Wait()

	if err := context.Cause(fate); err != nil {
		return nil, err // 包まず、そのまま
	}
	return results, nil
}
