namespace Agents.Testing;

/// <summary>Finds the repository's root and the vectors that tests read from beside it.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Agents.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Conformance vectors: <c>$AGENTS_CONFORMANCE</c>, else <c>../shared/conformance</c>. May not exist.</summary>
    public static string Conformance => Resolve("AGENTS_CONFORMANCE", "../shared/conformance");

    /// <summary>Real workflow files: <c>$AGENTS_COMPAT</c>, else <c>../shared/compat</c>. May not exist.</summary>
    public static string Compat => Resolve("AGENTS_COMPAT", "../shared/compat");

    /// <summary>The repository's own workflow files; always there.</summary>
    public static string Examples => Path.Combine(Root, "examples");

    private static string Resolve(string variable, string fallback)
    {
        var configured = Environment.GetEnvironmentVariable(variable);
        return Path.GetFullPath(Path.Combine(Root, string.IsNullOrEmpty(configured) ? fallback : configured));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Agents.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Agents.sln.");
    }
}
