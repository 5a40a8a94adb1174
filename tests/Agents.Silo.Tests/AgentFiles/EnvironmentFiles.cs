namespace Agents.Silo.Tests.AgentFiles;

/// <summary>A folder of environments for one test.</summary>
internal sealed class EnvironmentFiles : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("agents-environments").FullName;

    public string[] Settings => ["--Tools:EnvironmentsFolder", Folder];

    public void Agent(string name, string text, string environment = "default") => Write($"{environment}/agents/{name}.prompt", text);

    public void Workflow(string file, string text) => Write($"default/workflows/{file}", text);

    public void Delete(string path) => File.Delete(Path.Combine(Folder, path));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
