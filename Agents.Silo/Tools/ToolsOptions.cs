namespace Agents.Silo.Tools;

/// <summary>Which tools agents may call, and how far a call may go. Configuration section <c>Tools</c>.</summary>
public sealed class ToolsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Tools";

    /// <summary>How long one call may take where its use says nothing. Default: 60 s. More lets slow tools finish, and a hanging one hold its agent up.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Characters of a result that the model is told; the rest is cut, and the model is told that. Default: 50,000. More costs tokens in every later call of the step.
    /// </summary>
    public int OutputLimit { get; set; } = 50_000;

    /// <summary>How many calls of one answer run at once. Default: 8. More is faster, and harder on the servers that are called.</summary>
    public int AtOnce { get; set; } = 8;

    /// <summary>
    /// About how many tokens of earlier answers and results a model is told again, oldest left out first. Default: 100,000. Keep it below the model's window.
    /// </summary>
    public int HistoryTokens { get; set; } = 100_000;

    /// <summary>
    /// Networks that tools may connect to beside the public internet, as <c>10.1.0.0/16</c> or <c>127.0.0.1/32</c>. Default: none. Each entry lets every author of
    /// workflows, and every page that a model reads, make the silo call servers there.
    /// </summary>
    public IList<string> AllowedNetworks { get; init; } = [];

    /// <summary>How many bytes of a web server's answer are read. Default: 1 MiB. More costs memory per call under way.</summary>
    public int MaxResponseBytes { get; set; } = 1 << 20;

    /// <summary>Where environments are, each a folder with <c>mcp-servers/*.json</c>. Default: <c>environments</c> in the folder that the silo is started in.</summary>
    public string EnvironmentsFolder { get; set; } = "environments";

    /// <summary>The environment that this silo uses. Default: <c>default</c>.</summary>
    public string Environment { get; set; } = "default";

    /// <summary>The search engine behind <c>web_search</c>.</summary>
    public WebSearchOptions WebSearch { get; init; } = new();

    /// <summary>Bytes that one file of an execution may have. Default: 10 MiB. More lets an agent fill the disk sooner.</summary>
    public long MaxFileBytes { get; set; } = 10 << 20;

    /// <summary>Bytes that all files of one execution may have. Default: 100 MiB. More lets an agent fill the disk sooner.</summary>
    public long MaxFolderBytes { get; set; } = 100 << 20;

    /// <summary>Programs behind <c>shell</c> and <c>process</c>.</summary>
    public ProgramOptions Programs { get; init; } = new();

    /// <summary>Databases behind <c>sql_query</c>, by the name that models use. Default: none.</summary>
    public IDictionary<string, QueryDatabaseOptions> Databases { get; init; } = new Dictionary<string, QueryDatabaseOptions>();

    /// <summary>Variables of the silo's environment that <c>env_vars</c> shows. Default: none. What looks like a secret is taken out of every result all the same.</summary>
    public IList<string> ShownVariables { get; init; } = [];

    /// <summary>Tools that no agent may call, whoever provides them. Default: none.</summary>
    public IList<string> Disabled { get; init; } = [];
}

/// <summary>The search engine behind <c>web_search</c>.</summary>
public sealed class WebSearchOptions
{
    /// <summary><c>tavily</c> or <c>serper</c>. Default: the one whose key is set, Tavily first.</summary>
    public string? Provider { get; set; }

    /// <summary>Key of Tavily. Default: <c>TAVILY_API_KEY</c>, else none.</summary>
    public string? TavilyApiKey { get; set; }

    /// <summary>Key of Serper. Default: <c>SERPER_API_KEY</c>, else none.</summary>
    public string? SerperApiKey { get; set; }

    /// <summary>Where the engine is reached. Default: its public address.</summary>
    public Uri? BaseUrl { get; set; }
}
