package sandbox

import (
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"github.com/jansadm/jansadm/client/sandbox/internal/appconfig"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

//go:embed seed
var seedFiles embed.FS

// document is a stored JSON object before it is encoded.
type document = map[string]any

// seeder fills an empty folder within one transaction.
type seeder struct {
	tx     *bbolt.Tx
	source io.Reader
	now    time.Time
	in     *installation
	config *appconfig.Config
	tables tables
}

func (s *seeder) run() error {
	for _, step := range []func() error{
		s.configuration, s.attributes, s.scopes, s.configScopes, s.moreScopes, s.seedScripts, s.clients, s.users, s.sessionsAndTokens,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return s.in.write(s.tx)
}

func (s *seeder) configuration() error {
	template, err := s.config.Template(map[string]string{
		"hostname":                strings.TrimPrefix(s.in.Base, "https://"),
		"pairwiseCalculationKey":  s.in.PairKey,
		"pairwiseCalculationSalt": s.in.PairSalt,
		"keyStoreSecret":          s.in.KeyStore,
	})
	if err != nil {
		return err
	}
	bucket := s.tx.Bucket(bucketConfig)
	if err := bucket.Put(keyDynamic, jsontree.Append(nil, template)); err != nil {
		return err
	}
	if err := bucket.Put(keyDefaultMethod, []byte(builtInMethod)); err != nil {
		return err
	}
	organization := appendMembers(nil, "dn", "o=jans", "displayName", "Sandbox", "description", "The sandbox of jansadm", "organization", "jans",
		"managerGroup", "inum=60B7,ou=groups,o=jans", "themeColor", "166309", "shortName", "Sandbox", "title", "Sandbox")
	if err := bucket.Put([]byte(keyOrganization), organization); err != nil {
		return err
	}
	return bucket.Put(keyRevision, encodeNumber(1))
}

// rows calls visit with the columns of every line of a seed file but the first.
func rows(name string, columns int, visit func(column []string) error) error {
	raw, err := seedFiles.ReadFile("seed/" + name)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")[1:] {
		column := append(strings.Split(line, "\t"), make([]string, columns)...)[:columns]
		if err := visit(column); err != nil {
			return fmt.Errorf("seed file %s, row %d: %w", name, i+1, err)
		}
	}
	return nil
}

// put stores a document under its inum and gives it the DN that goes with it.
func (s *seeder) put(bucket []byte, branch string, doc document) error {
	inum := textMember(doc, "inum")
	doc["dn"] = distinguishedName(inum, branch)
	doc["baseDn"] = doc["dn"]
	raw, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	return s.tx.Bucket(bucket).Put([]byte(inum), raw)
}

func distinguishedName(inum, branch string) string {
	return "inum=" + inum + ",ou=" + branch + ",o=jans"
}

// inumOf takes the inum out of a DN.
func inumOf(dn string) string {
	first, _, _ := strings.Cut(dn, ",")
	return strings.TrimPrefix(first, "inum=")
}

func distinguishedNames(inums []string, branch string) []string {
	names := make([]string, len(inums))
	for i, inum := range inums {
		names[i] = distinguishedName(inum, branch)
	}
	return names
}

func (s *seeder) attributes() error {
	return rows("attributes.tsv", 10, func(c []string) error {
		return s.tables.attributes.seed(s.tx, document{
			"inum": c[0], "name": c[1], "displayName": c[2], "description": c[2] + " of the person", "dataType": c[3], "claimName": c[4],
			"status": c[5], "origin": c[6], "editType": strings.Fields(c[7]), "viewType": strings.Fields(c[8]),
			"oxMultiValuedAttribute": c[9] == "true", "usageType": []string{"openid"}, "jansHideOnDiscovery": false,
		})
	})
}

func (s *seeder) scopes() error {
	return rows("scopes.tsv", 10, func(c []string) error {
		doc := document{
			"inum": c[0], "id": c[1], "displayName": c[2], "description": c[3], "scopeType": c[4], "defaultScope": c[5] == "true",
			"attributes": document{"showInConfigurationEndpoint": c[7] == "true"},
		}
		if c[6] == "true" {
			doc["groupClaims"] = true
		}
		if c[8] != "" {
			doc["claims"] = distinguishedNames(strings.Fields(c[8]), "attributes")
		}
		if c[9] != "" {
			doc["dynamicScopeScripts"] = distinguishedNames(strings.Fields(c[9]), "scripts")
		}
		return s.tables.scopes.seed(s.tx, doc)
	})
}

// configScopes stores the scopes that the Config API creates for itself at every start.
func (s *seeder) configScopes() error {
	return rows("configscopes.tsv", 2, func(c []string) error {
		return s.tables.scopes.seed(s.tx, hiddenScope(c[0], c[1], "Config API scope "+c[1]))
	})
}

func hiddenScope(inum, id, name string) document {
	return document{
		"inum": inum, "id": id, "displayName": name, "description": name, "scopeType": "oauth", "defaultScope": false,
		"attributes": document{"showInConfigurationEndpoint": false},
	}
}

// moreScopes stores the additional scopes that Seed asks for. They go in by ascending id: the database moves everything behind an
// insertion, which makes a hundred thousand in random order take many seconds.
func (s *seeder) moreScopes() error {
	inums := make([]string, s.in.Seed.Scopes)
	for i := range inums {
		var err error
		if inums[i], err = newUUID(s.source); err != nil {
			return err
		}
	}
	slices.Sort(inums)
	for i, inum := range inums {
		number := fmt.Sprintf("%06d", i+1)
		if err := s.tables.scopes.seed(s.tx, hiddenScope(inum, "sample_"+number, "Sample scope "+strconv.Itoa(i+1))); err != nil {
			return err
		}
	}
	return nil
}
