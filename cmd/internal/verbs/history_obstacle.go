package verbs

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/undo"
)

// obstacleJSON is a later change that stands in the way of an undo.
type obstacleJSON struct {
	Target   change.Target   `json:"target"`
	Path     string          `json:"path"`
	Title    string          `json:"title"`
	Gone     bool            `json:"gone"`     // the entry has been deleted
	Secret   bool            `json:"secret"`   // its values are not kept: both are null
	Expected json.RawMessage `json:"expected"` // what the plan had made
	Present  json.RawMessage `json:"present"`
	Users    []string        `json:"users"` // who has come to use what the plan had created
	Plan     *int64          `json:"plan"`  // number of the plan that made the change; null when that was made outside of this journal
	User     string          `json:"user"`
	Time     *time.Time      `json:"time"`
	Reason   string          `json:"reason"`
	Message  string          `json:"message"`
}

func obstacleShapes(err error) []obstacleJSON {
	var obstructed *undo.ObstacleError
	if !errors.As(err, &obstructed) {
		return nil
	}
	var shapes []obstacleJSON
	for _, o := range obstructed.Obstacles {
		shape := obstacleJSON{
			Target: o.Target, Path: o.Path, Title: o.Title, Gone: o.Gone, Secret: o.Secret, Expected: orNull(o.Expected), Present: orNull(o.Present),
			Users: []string{}, Plan: numberOf(o.By), Message: o.String(),
		}
		for _, user := range o.Users {
			shape.Users = append(shape.Users, user.Target().String())
		}
		if o.By != nil {
			at := o.By.Intent.Time.UTC()
			shape.User, shape.Time, shape.Reason = o.By.Intent.User, &at, o.By.Intent.Reason
		}
		shapes = append(shapes, shape)
	}
	return shapes
}

// values tells what the plan had made and what is there now, where that is about a value.
func (o obstacleJSON) values() string {
	if o.Gone || len(o.Users) > 0 {
		return ""
	}
	if o.Secret {
		return o.Title + ": it is a secret, of which the journal keeps no values to compare"
	}
	return fmt.Sprintf("%s: the plan made it %s, it is now %s", o.Title, shownJSON(o.Expected), shownJSON(o.Present))
}

// explainObstacles says how to go on from the command line.
func explainObstacles(obstructed *undo.ObstacleError) ops.Problem {
	problem := obstructed.Problem()
	var first []string
	for _, o := range obstructed.Obstacles {
		if o.By == nil {
			continue
		}
		if command := fmt.Sprintf("\"jansadm history undo %d\"", o.By.Intent.Number); !strings.Contains(strings.Join(first, " "), command) {
			first = append(first, command)
		}
	}
	problem.Hint = "--rest takes back what no later change stands in the way of"
	if len(first) > 0 {
		problem.Hint = "take the later change back first with " + strings.Join(first, ", ") + "; " + problem.Hint
	}
	return problem
}
