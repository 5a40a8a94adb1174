using Agents.Core.AgentFiles;
using Agents.Core.Diagnostics;
using Agents.Core.Workflows;
using Agents.Silo.Environments;
using Agents.Silo.Storage;

namespace Agents.Silo.AgentFiles;

/// <summary>The agent files of all environments, <c>environments/&lt;name&gt;/agents/*.prompt</c>, as they were read last.</summary>
internal sealed class AgentFolder(EnvironmentFolder environments)
{
    private volatile AgentSnapshot? _current;

    /// <summary>What is there now. Read when it is asked for first, and again by <see cref="Refresh"/>.</summary>
    public AgentSnapshot Current => _current ?? Refresh();

    /// <summary>Reads all files again.</summary>
    public AgentSnapshot Refresh()
    {
        var before = _current;
        var files = environments.Names()
            .SelectMany(environment => environments.Files(environment, "agents", "*" + AgentFileReader.Extension).Select(file => Read(environment, file, before)))
            .ToList();
        return _current = new AgentSnapshot(files, environments.Own);
    }

    // A file that has not changed keeps its definition: plans that use it stay the same.
    private static AgentFile Read(string environment, EnvironmentFile file, AgentSnapshot? before)
    {
        if (file.Problem is { } problem)
        {
            var broken = new Diagnostic(DiagnosticCodes.InvalidPrompt, DiagnosticSeverity.Error, "", problem);
            return new AgentFile(environment, file.Name, "", "", new AgentFileLoad(Path.GetFileNameWithoutExtension(file.Name), null, [broken]));
        }

        var known = before?.Files.FirstOrDefault(known => known.Environment == environment && known.FileName == file.Name && known.Text == file.Text);
        return known ?? new AgentFile(environment, file.Name, file.Text!, ContentHash.Of(file.Text!), AgentFileReader.Read(file.Text!, file.Name));
    }
}

/// <summary>Agent files at one moment. Where two files of an environment name the same agent, the first one counts.</summary>
internal sealed class AgentSnapshot
{
    private readonly Dictionary<string, AgentFile> _byReference;

    /// <param name="files">All files, those that are wrong included.</param>
    /// <param name="ownEnvironment">The environment that a name alone means.</param>
    public AgentSnapshot(IReadOnlyList<AgentFile> files, string ownEnvironment)
    {
        Files = files;
        var usable = files.Where(static file => file.Definition is not null).DistinctBy(static file => (file.Environment, file.Name)).ToList();
        _byReference = usable.ToDictionary(static file => $"{file.Name}@{file.Environment}", StringComparer.Ordinal);
        foreach (var file in usable.Where(file => file.Environment == ownEnvironment))
        {
            _byReference[file.Name] = file;
        }

        Definitions = _byReference.ToDictionary(static entry => entry.Key, static entry => entry.Value.Definition!, StringComparer.Ordinal);
    }

    public IReadOnlyList<AgentFile> Files { get; }

    /// <summary>Agents as workflows name them: <c>name</c> or <c>name@environment</c>.</summary>
    public IReadOnlyDictionary<string, AgentDefinition> Definitions { get; }

    public bool IsEmpty => _byReference.Count == 0;

    /// <summary>The file that a name means; null where there is none that can be used.</summary>
    public AgentFile? Find(string reference) => _byReference.GetValueOrDefault(reference);

    /// <summary>Whether another file of the environment, before this one, has the agent's name.</summary>
    public AgentFile? HiddenBy(AgentFile file) => file.Definition is not null && Find($"{file.Name}@{file.Environment}") is { } first && !ReferenceEquals(first, file) ? first : null;
}
