using Agents.Client;

namespace Agents.Cli.Servers;

/// <summary>A server to talk to, and what ends with it.</summary>
/// <param name="client">The server's API.</param>
/// <param name="name">What people call it, e.g. its URL.</param>
/// <param name="owner">Stopped at the end; null where the server is not ours.</param>
internal sealed class ServerConnection(AgentsClient client, string name, IAsyncDisposable? owner = null) : IAsyncDisposable
{
    public AgentsClient Client { get; } = client;

    public string Name { get; } = name;

    /// <summary>Whether the server ends with this command, and every unfinished execution with it.</summary>
    public bool IsInProcess => owner is not null;

    public static ServerConnection To(Uri url)
    {
        var root = url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
        return new ServerConnection(new AgentsClient(new HttpClient { BaseAddress = root }), root.ToString());
    }

    public ValueTask DisposeAsync() => owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
