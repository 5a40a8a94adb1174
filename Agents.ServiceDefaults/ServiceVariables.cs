namespace Agents.ServiceDefaults;

/// <summary>
/// Names of the environment variables that services agree on. Every one is read through configuration,
/// so that a test may set it with <c>--NAME=value</c>.
/// </summary>
public static class ServiceVariables
{
    /// <summary><c>1</c> in a process that a supervisor started: see <see cref="Children.ChildContract"/>.</summary>
    public const string Child = "AGENTS_CHILD";

    /// <summary>Address that a child listens on; default <c>http://127.0.0.1:0</c>. A restarted child gets its earlier port.</summary>
    public const string Bind = "AGENTS_BIND";

    /// <summary>Absolute folder of the database and all other durable files; default <c>./data</c>.</summary>
    public const string Data = "AGENTS_DATA";

    /// <summary>PostgreSQL's connection string or URI; default none: SQLite in the data folder. Holds a password.</summary>
    public const string Database = "AGENTS_DATABASE";

    /// <summary>Base address of the silo, without a trailing slash.</summary>
    public const string SiloUrl = "AGENTS_SILO_URL";

    /// <summary>Base address of the dashboard, without a trailing slash.</summary>
    public const string DashboardUrl = "AGENTS_DASHBOARD_URL";

    /// <summary>Secret between the services of one installation; see <see cref="Tokens.InternalToken"/>.</summary>
    public const string InternalToken = "AGENTS_INTERNAL_TOKEN";

    /// <summary>A key with all rights, given from outside, such as <c>ak_</c> and 64 hex digits; default none: see the silo's own keys. A secret.</summary>
    public const string AdminKey = "AGENTS_ADMIN_KEY";

    /// <summary>IP addresses, with commas, of the proxies in front of the gateway that end TLS; default none.</summary>
    public const string TrustProxy = "AGENTS_TRUST_PROXY";

    /// <summary>Where the gateway listens for containers: an address, or <c>docker</c> for Docker's bridge; default nowhere.</summary>
    public const string ContainerBind = "AGENTS_CONTAINER_BIND";

    /// <summary>Id of one start of the whole installation, for the silo's <c>session_state</c>.</summary>
    public const string SessionId = "AGENTS_SESSION_ID";
}
