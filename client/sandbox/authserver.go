package sandbox

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// authServer is the imitation of jans-auth: everything below /jans-auth, and what the web server in front hands to it.
//
// It works with the configuration it has picked up: a timer looks for a new revision, first one period after the start
// (ConfigurationFactory.java). The timer is not run but computed from the clock when a request comes.
type authServer struct {
	store   *store
	config  *configuration
	options Options
	tokens  *tokenStore
	tables  tables

	devices  *deviceStore
	sessions *sessionStore

	known   []string // feature flags
	routes  map[string]authRoute
	started time.Time

	mu        sync.Mutex
	fired     time.Time // when the timer was last seen to have fired
	live      delayed[map[string]any]
	scripts   delayed[[]script]
	discovery discoveryCache
	clients   *entityCache[client]

	sabotage *atomic.Pointer[[]Sabotage] // of the server; nil when there is none

	statusIndex atomic.Int64 // of the status list: each signed userinfo answer takes the next

	scopesByID, scopesByDN *entityCache[scopeEntry]
	attributeCache         *entityCache[attributeEntry]
}

type authRoute struct {
	methods []string
	serve   func(*exchange)
}

func newAuthServer(s *store, config *configuration, tables tables, o Options) *authServer {
	started := o.Clock.Now()
	a := &authServer{
		store: s, config: config, tables: tables, options: o, known: config.class.Flags, started: started, fired: started,
		tokens:    &tokenStore{store: s, table: tables.tokens, clock: o.Clock, source: o.Rand},
		devices:   &deviceStore{store: s, clock: o.Clock},
		sessions:  &sessionStore{store: s, table: tables.sessions, clock: o.Clock, source: o.Rand},
		discovery: discoveryCache{minutes: discoveryDefaultMinutes, minute: o.Timing.Minute},
		clients:   &entityCache[client]{ttl: o.Timing.EntityCache},

		scopesByID:     &entityCache[scopeEntry]{ttl: o.Timing.EntityCache},
		scopesByDN:     &entityCache[scopeEntry]{ttl: o.Timing.EntityCache},
		attributeCache: &entityCache[attributeEntry]{ttl: o.Timing.EntityCache},
	}
	config.written = a.configurationWritten
	tables.scripts.before, tables.scripts.written = a.firstLoad, a.scriptsWritten
	get, post := []string{http.MethodGet}, []string{http.MethodPost}
	both := []string{http.MethodGet, http.MethodPost}
	a.routes = map[string]authRoute{
		"/.well-known/openid-configuration":                    {both, a.serveDiscovery},
		authPath + "/.well-known/openid-configuration":         {both, a.serveDiscovery},
		authPath + "/fapi-rs/.well-known/openid-configuration": {both, a.serveFAPIDiscovery},
		restPath + "/.well-known/jans-configuration":           {get, a.serveJansConfiguration},
		restPath + "/token":                                    {post, a.serveToken},
		revocationPath:                                         {post, a.serveRevoke},
		restPath + "/global-token-revocation":                  {post, a.serveGlobalRevocation},
		introspectionPath:                                      {both, a.serveIntrospection},
		restPath + "/userinfo":                                 {both, a.serveUserinfo},
		restPath + "/jwks":                                     {get, a.serveKeys},
		restPath + "/device_authorization":                     {post, a.serveDeviceAuthorization},
		restPath + "/end_session":                              {both, a.serveEndSession},
		devicePath:                                             {both, a.serveDevicePage},
		authPath + "/sys/health-check":                         {both, a.serveHealthCheck},
	}
	maps.Copy(a.routes, gateRoutes())
	return a
}

// route finds the route of a path. One that is kept with a slash at its end is that of whatever has one more part.
func (a *authServer) route(path string) (authRoute, bool) {
	route, ok := a.routes[path]
	if !ok {
		route, ok = a.routes[path[:strings.LastIndexByte(path, '/')+1]]
	}
	return route, ok
}

const (
	restPath          = authPath + "/restv1"
	introspectionPath = restPath + "/introspection"
	revocationPath    = restPath + "/revoke"
	maxFormBytes      = 1 << 20
)

func (a *authServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, restPath+"/") && allowOrigin(w, r, "GET,POST,HEAD,OPTIONS") {
		return
	}
	route, ok := a.route(strings.TrimSuffix(r.URL.Path, "/"))
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	allowed := route.methods
	if strings.TrimSuffix(r.URL.Path, "/") == revocationPath && a.sabotaged(SabotageGet) {
		allowed = append([]string{http.MethodGet}, allowed...)
	}
	if slices.Contains(allowed, http.MethodGet) {
		allowed = append([]string{http.MethodHead}, allowed...)
	}
	if !slices.Contains(allowed, r.Method) {
		w.Header().Set("Allow", strings.Join(append([]string{http.MethodOptions}, allowed...), ", "))
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	x, err := a.newExchange(w, r)
	if err != nil {
		a.options.Log.Error("sandbox auth server", "error", err)
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	route.serve(x)
}

// configurationWritten is told of every write to the configuration row.
func (a *authServer) configurationWritten(tree map[string]any, at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.live.write(tree, at)
}

// lastTick is the moment the timer fired last. Without a delay it is firing all the time.
func (a *authServer) lastTick(now time.Time) time.Time {
	period := a.options.Timing.ConfigPickup
	if period <= 0 {
		return now
	}
	return a.started.Add(now.Sub(a.started) / period * period)
}

// present brings everything up to date that the timer would have, and returns the configuration and the scripts in force.
func (a *authServer) present() (map[string]any, []script, error) {
	if err := a.firstLoad(); err != nil {
		return nil, nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if fired := a.lastTick(a.options.Clock.Now()); fired.After(a.fired) || a.options.Timing.ConfigPickup <= 0 {
		a.fired = fired
		a.live.pickUp(fired)
		loaded := a.scripts.seen
		if a.scripts.pickUp(fired) {
			a.scripts.seen = a.reload(loaded, a.scripts.seen)
			a.discovery.clear() // any changed script reloads all script services, and that clears the cache
		}
		minutes, _ := integerMember(a.live.seen, "discoveryCacheLifetimeInMinutes")
		a.discovery.rebuild(minutes)
	}
	return a.live.seen, a.scripts.seen, nil
}

// firstLoad reads what the auth server reads when it starts.
func (a *authServer) firstLoad() error {
	a.mu.Lock()
	loaded := a.live.seen != nil
	a.mu.Unlock()
	if loaded {
		return nil
	}
	tree, err := a.config.current()
	if err != nil {
		return err
	}
	scripts, err := loadScripts(a.store)
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.live.seen == nil {
		a.live.seen, a.scripts.seen = tree, a.reload(nil, scripts)
	}
	return nil
}

// catchUp lets the timer do what it would have done by now. The Config API calls it before it shows scripts, whose errors the auth server
// writes.
func (a *authServer) catchUp() error {
	_, _, err := a.present()
	return err
}

// scriptsWritten is told of every write to a script.
func (a *authServer) scriptsWritten() error {
	scripts, err := loadScripts(a.store)
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.scripts.write(scripts, a.options.Clock.Now())
	return nil
}

// allowOrigin applies the CORS filter, which admits every origin, and says whether it has answered the request.
func allowOrigin(w http.ResponseWriter, r *http.Request, methods string) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	header := w.Header()
	header.Set("Access-Control-Allow-Origin", origin)
	header.Set("Access-Control-Allow-Credentials", "true")
	header.Add("Vary", "Origin")
	if r.Method != http.MethodOptions {
		return false
	}
	header.Set("Access-Control-Allow-Methods", methods)
	header.Set("Access-Control-Allow-Headers", "Origin,Authorization,Accept,X-Requested-With,Content-Type,"+
		"Access-Control-Request-Method,Access-Control-Request-Headers")
	header.Set("Access-Control-Max-Age", "1800")
	w.WriteHeader(http.StatusOK)
	return true
}
