using System.Text.Json;
using Agents.ServiceDefaults.Json;

namespace Agents.AppHost.Sessions;

/// <summary>
/// Where this installation is reached, as <c>server.json</c> in the data folder says it to other programs on the machine:
/// <c>agents run</c> uses the server that holds the folder. Only the lock says whether the server still runs.
/// </summary>
internal sealed record ServerAddress(string Url)
{
    /// <summary>Writes the file. Null, or why it could not be written: others must then be told the address by hand.</summary>
    public string? Publish(string folder)
    {
        var file = Path.Combine(folder, "server.json");
        try
        {
            File.WriteAllText(file, JsonSerializer.Serialize(this, SnakeCaseJson.Options));
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"{file} could not be written ({problem.Message}); agents run needs --server {Url}";
        }
    }
}
