package sandbox

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"go.etcd.io/bbolt"
)

// User is a person of the sandbox. Its roles are those of administrators: admin may do everything, viewer may read everything.
type User struct {
	Name     string   `json:"name"`
	Password string   `json:"password"`
	Roles    []string `json:"roles"`
}

// Info is what a client needs to use a sandbox.
type Info struct {
	URL          string `json:"url"`       // base URL, also the issuer
	CAFile       string `json:"ca_file"`   // what to trust: the authority's certificate, or the self-signed one of the server to pin
	ClientID     string `json:"client_id"` // of the Config API client, which has every configuration scope
	ClientSecret string `json:"client_secret"`
	Users        []User `json:"users"`
	AppID        string `json:"app_client_id"` // of a sample application that the users can get tokens for, by the password grant
	AppSecret    string `json:"app_client_secret"`
	TUIID        string `json:"tui_client_id"` // of the console client: administrators sign in at it by device authorization
	TUISecret    string `json:"tui_client_secret"`
	OtherID      string `json:"other_client_id"` // of another client, to whom the tokens of the first one are foreign
	OtherSecret  string `json:"other_client_secret"`
	JWTID        string `json:"jwt_client_id"` // of a client whose access tokens are JWTs
	JWTSecret    string `json:"jwt_client_secret"`
	SelfSigned   bool   `json:"self_signed"`        // the server's certificate has a common name only and is signed by itself
	Fingerprint  string `json:"certificate_sha256"` // of the server's certificate, in hexadecimal digits
}

// Client is one of the sandbox's sample clients.
type Client struct {
	ID, Secret string // Secret is "" for the public client
}

// installation is what the sandbox remembers about a folder besides the server's own data.
type installation struct {
	Version  int               `json:"version"`
	Base     string            `json:"base"` // URL that the stored configuration is written for; "" before the first start
	Seed     Seed              `json:"seed"`
	Created  time.Time         `json:"created"`
	Clients  map[string]Client `json:"clients"` // by the Client constants
	Users    []User            `json:"users"`
	PairKey  string            `json:"pairwise_key"`
	PairSalt string            `json:"pairwise_salt"`
	KeyStore string            `json:"key_store_secret"`
	Salt     string            `json:"salt"` // what the secrets of clients are encrypted with
}

// The sample clients.
const (
	ClientConfigAPI = "config-api" // 1800.<uuid>: every scope of the Config API
	ClientTUI       = "tui"        // 2000.<uuid>: the console of the Janssen project, device authorization, tokens of 30 days
	ClientReadOnly  = "read-only"  // only ~config/read-all
	ClientPublic    = "public"     // authentication method none
	ClientApp       = "app"        // 1806.<uuid>: an application that people sign in to, also with the password grant
	ClientOther     = "other"      // another confidential client, Basic and post body, to own foreign tokens
	ClientJWT       = "jwt"        // 1807.<uuid>: a service whose access tokens are JWTs, with scopes to read some of the Config API
)

var keyInstallation = []byte("installation")

func readInstallation(tx *bbolt.Tx) (*installation, error) {
	raw := tx.Bucket(bucketMeta).Get(keyInstallation)
	if raw == nil {
		return nil, nil
	}
	var version struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(raw, &version); err != nil {
		return nil, fmt.Errorf("%w: its description is damaged: %w", ErrNotSandbox, err)
	}
	if version.Version > dataVersion {
		return nil, fmt.Errorf("%w (data version %d, this program knows %d); update the program or choose another folder",
			ErrNewerData, version.Version, dataVersion)
	}
	in := new(installation)
	if err := json.Unmarshal(raw, in); err != nil {
		return nil, fmt.Errorf("%w: its description is damaged: %w", ErrNotSandbox, err)
	}
	return in, nil
}

func (in *installation) write(tx *bbolt.Tx) error {
	raw, err := json.Marshal(in)
	if err != nil {
		return err
	}
	return tx.Bucket(bucketMeta).Put(keyInstallation, raw)
}

// newInstallation draws everything that differs from folder to folder.
func newInstallation(source io.Reader, seed Seed, now time.Time) (*installation, error) {
	in := &installation{Version: dataVersion, Seed: seed, Created: now, Clients: make(map[string]Client)}
	for _, sample := range []struct{ name, prefix string }{
		{ClientConfigAPI, "1800."}, {ClientTUI, "2000."}, {ClientReadOnly, "1803."}, {ClientPublic, "1804."}, {ClientOther, "1805."},
		{ClientApp, "1806."},
	} {
		id, err := newUUID(source)
		if err != nil {
			return nil, err
		}
		client := Client{ID: sample.prefix + id}
		if sample.name != ClientPublic {
			if client.Secret, err = newSecret(source); err != nil {
				return nil, err
			}
		}
		in.Clients[sample.name] = client
	}
	for _, user := range []User{
		{Name: "admin", Roles: []string{roleAdmin}}, {Name: "maria", Roles: []string{}}, {Name: "wang.wei", Roles: []string{}},
		{Name: "auditor", Roles: []string{roleViewer}},
	} {
		var err error
		if user.Password, err = newSecret(source); err != nil {
			return nil, err
		}
		in.Users = append(in.Users, user)
	}
	for _, secret := range []*string{&in.PairKey, &in.PairSalt, &in.KeyStore} {
		var err error
		if *secret, err = newSecret(source); err != nil {
			return nil, err
		}
	}
	salt, err := newSecret(source)
	if err != nil {
		return nil, err
	}
	in.Salt = salt[:saltLength]
	return in, in.addLater(source)
}

// addLater draws what installations of older versions lack.
func (in *installation) addLater(source io.Reader) error {
	id, err := newUUID(source)
	if err != nil {
		return err
	}
	secret, err := newSecret(source)
	in.Clients[ClientJWT] = Client{ID: "1807." + id, Secret: secret}
	return err
}

// remembered is the base URL of the last start, "" for a new folder.
func (in *installation) remembered() string {
	if in == nil {
		return ""
	}
	return in.Base
}
