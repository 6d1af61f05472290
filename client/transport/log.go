package transport

import (
	"context"
	"log/slog"
	"time"
)

// logCall writes one line per try: never headers, queries, bodies or the server's text, all of which may hold secrets.
func (t *Transport) logCall(ctx context.Context, c *call, try int, took time.Duration, status int, failure *Error) {
	level := slog.LevelInfo
	attrs := []slog.Attr{
		slog.String("method", c.method), slog.String("host", c.url.Host), slog.String("path", c.scrub(c.url.Path)),
		slog.Int("status", status), slog.Duration("duration", took), slog.String("request_id", c.id), slog.Int("try", try),
	}
	if failure != nil {
		level = slog.LevelWarn
		attrs = append(attrs, slog.String("kind", string(failure.Kind)))
		if status == 0 { // then the detail is in our own words
			attrs = append(attrs, slog.String("detail", failure.Detail))
		}
	}
	t.options.Log.LogAttrs(context.WithoutCancel(ctx), level, "request", attrs...)
}

// restyLogger keeps resty away from stderr. Its messages are passed on without their arguments, which hold URLs with queries.
type restyLogger struct{ log *slog.Logger }

func (l restyLogger) Errorf(format string, _ ...any) { l.log.Error("resty: " + format) }
func (l restyLogger) Warnf(format string, _ ...any)  { l.log.Warn("resty: " + format) }
func (l restyLogger) Debugf(format string, _ ...any) { l.log.Debug("resty: " + format) }
