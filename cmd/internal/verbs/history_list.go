package verbs

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/theme"
)

// historyFilter says which plans, or which events of the server's audit log, are listed.
type historyFilter struct {
	search string
	limit  int
	all    bool
	audit  bool
}

func (a *app) historyList() *cobra.Command {
	var filter historyFilter
	command := &cobra.Command{
		Use: "list", Short: "List the plans that were applied, the newest first",
		Long: `List the plans that were applied from this machine to the server that is in use,
the newest first. No server is asked. --all lists those of all servers, and so
does a machine without profiles.

--search finds words in number, time, person, reason, result, and in the names
of what was changed. With -o json: [{"number", "id", "time", "user", "server",
"profile", "what", "reason", "state", "undone_by", "undone_partly", "undo_of"}].

--audit lists the server's own audit log instead, in which the changes of others
are too, and those that failed. What this journal has made is recognised by its
plan; whatever has no plan was made by somebody else or by other means. Names
there are what callers say of themselves, and times are in the zone of the
server. With -o json: [{"time", "user", "client", "verb", "path", "arguments",
"plan"}].`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case filter.limit < 0:
				return &usageError{message: "--limit is less than nothing", hint: "write 0 for all"}
			case filter.audit && filter.all:
				return &usageError{message: "--audit is about one server, and --all about all of them", hint: "leave one of them out"}
			case filter.audit:
				return a.listEvents(c.Context(), filter)
			}
			return a.listPlans(c.Context(), filter)
		},
	}
	flags := command.Flags()
	flags.StringVar(&filter.search, "search", "", "only those that contain all words of `TEXT`")
	flags.IntVar(&filter.limit, "limit", 50, "print at most `N`; 0 prints all")
	flags.BoolVar(&filter.all, "all", false, "of all servers")
	flags.BoolVar(&filter.audit, "audit", false, "list the server's own audit log")
	return command
}

func (a *app) listPlans(ctx context.Context, filter historyFilter) error {
	return a.withGate(ctx, func(_ context.Context, gate *connect.Gate) (err error) {
		var place history.Place
		if !filter.all {
			if place, err = gate.Place(); err != nil {
				return err
			}
		}
		items, log, err := history.Latest(gate.Journal(), place, history.Words(filter.search), filter.limit)
		if err != nil {
			return err
		}
		a.sayUnread(log)
		shapes := make([]recordedJSON, len(items))
		for i, item := range items {
			shapes[i] = recordedShape(item)
		}
		if len(items) == 0 {
			return a.print(shapes, func() []byte { a.say("%s", nothingListed(filter)); return nil })
		}
		return a.print(shapes, func() []byte { return a.planTable(items, place == history.Place{}) })
	})
}

// nothingListed says that there is nothing, and of what.
func nothingListed(filter historyFilter) string {
	switch {
	case filter.search != "":
		return "no plan was recorded that matches"
	case filter.all:
		return "no plan was recorded"
	}
	return "no plan was recorded for this server; --all lists those of all servers"
}

// listTime is how lists show a time, by the clock of this machine.
const listTime = "2006-01-02 15:04"

func (a *app) planTable(items []history.Item, servers bool) []byte {
	paint := a.paint(a.streams.OutTerminal)
	list := table{header: []string{"N", "TIME", "WHO", "RESULT", "WHAT", "REASON"}}
	if servers {
		list.header = []string{"N", "TIME", "SERVER", "WHO", "RESULT", "WHAT", "REASON"}
	}
	for _, item := range items {
		intent := item.Intent
		row := cells(fmt.Sprint(intent.Number), intent.Time.Local().Format(listTime))
		if servers {
			row = append(row, cells(item.Where())...)
		}
		result := cell{item.Result(), resultStyle(paint, item)}
		row = append(row, cell{text: intent.User}, result, cell{text: item.What}, cell{text: intent.Reason, style: paint.Muted})
		list.rows = append(list.rows, row)
	}
	return list.render(a.width(a.streams.OutTerminal), paint)
}

func resultStyle(paint *theme.Theme, item history.Item) theme.Style {
	switch state := item.State(); {
	case item.UndoneBy > 0 || state == journal.NotApplied:
		return paint.Muted
	case state == journal.Verified:
		return paint.OK
	case state == journal.Unknown:
		return paint.Danger
	}
	return paint.Warn
}

func (a *app) listEvents(ctx context.Context, filter historyFilter) error {
	return a.with(ctx, func(ctx context.Context, connection *connect.Connection) error {
		log, err := connection.Ops.History()
		if err != nil {
			return err
		}
		own := history.Filter(history.Items(log), history.Place{Server: connection.Ops.Server()}, nil)
		events, err := history.LatestEvents(ctx, connection.Ops, own, history.Words(filter.search), filter.limit)
		if err != nil {
			return err
		}
		shapes := make([]eventJSON, len(events))
		for i, event := range events {
			shapes[i] = eventShape(event)
		}
		return a.print(shapes, func() []byte { return a.eventTable(events) })
	})
}

func (a *app) eventTable(events []history.Event) []byte {
	if len(events) == 0 {
		a.say("no entry of the server's audit log matches")
		return nil
	}
	paint := a.paint(a.streams.OutTerminal)
	list := table{header: []string{"TIME OF SERVER", "PLAN", "WHO", "PROGRAM", "WHAT"}}
	for _, event := range events {
		row := cells(event.Time.Format(time.DateTime), "", event.UserWords(), event.ClientWords(), event.What())
		if event.Plan > 0 {
			row[1].text = fmt.Sprint(event.Plan)
		} else {
			row[2].style, row[3].style, row[4].style = paint.Changed, paint.Changed, paint.Changed
		}
		list.rows = append(list.rows, row)
	}
	return list.render(a.width(a.streams.OutTerminal), paint)
}
