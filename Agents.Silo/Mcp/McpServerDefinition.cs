namespace Agents.Silo.Mcp;

/// <summary>An MCP server as its file describes it.</summary>
/// <param name="Name">Its name; tools are called <c>name__tool</c>.</param>
/// <param name="File">Where it is described, for messages.</param>
internal sealed record McpServerDefinition(string Name, string File)
{
    /// <summary>The program that is started and spoken to over its standard streams; null where the server is reached over HTTP.</summary>
    public string? Command { get; init; }

    /// <summary>The program's arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The program's environment beside what every program needs; the silo's own is not handed on. References to secrets are in it as written.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the program runs; null means the silo's folder.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Where it is reached over streamable HTTP; null where it is a program.</summary>
    public Uri? Url { get; init; }

    /// <summary>Headers of each request. References to secrets are in them as written.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether nobody is to use it.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The text that it was read from: where that is the same, nothing has changed.</summary>
    public string Source { get; init; } = "";

    /// <summary>What is wrong with the file; null where nothing is. Such a server is listed, and never started.</summary>
    public string? Problem { get; init; }
}
