using Agents.Cli.Access;
using Agents.Client;
using Agents.ServiceDefaults.Health;

namespace Agents.Cli.Servers;

/// <summary>A server to talk to, and what ends with it.</summary>
/// <param name="client">The server's API.</param>
/// <param name="name">What people call it, e.g. its URL.</param>
/// <param name="owner">Stopped at the end; null where the server is not ours.</param>
internal sealed class ServerConnection(AgentsClient client, string name, IAsyncDisposable? owner = null) : IAsyncDisposable
{
    public AgentsClient Client { get; } = client;

    public string Name { get; } = name;

    /// <summary>What <see cref="Client"/> sends with, for replies that are passed on as they come; null where the server is not ours.</summary>
    public HttpClient? Http { get; init; }

    /// <summary>How the server is; null where it is not ours.</summary>
    public Readiness? Readiness { get; init; }

    /// <summary>Whether the server ends with this command, and every unfinished execution with it.</summary>
    public bool IsInProcess => owner is not null;

    /// <param name="url">Where it is.</param>
    /// <param name="key">The key to send; null sends the one that is kept for this server, if any.</param>
    public static ServerConnection To(Uri url, string? key = null)
    {
        var root = url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
        var http = new HttpClient { BaseAddress = root };
        if ((key ?? KeptKeys.Find(url)) is { } known)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {known}");
        }

        return new ServerConnection(new AgentsClient(http), root.ToString());
    }

    public ValueTask DisposeAsync() => owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
