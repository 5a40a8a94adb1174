using Agents.Core.Workflows;
using Agents.Silo.Models;
using Agents.Testing.Models;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Tests.Models.Conformance;

/// <summary>A provider of ours and a scripted server of its vendor.</summary>
internal sealed class WireSubject(string provider, ModelHost host, ScriptedModelServer server) : IAsyncDisposable
{
    public const string Key = "key-do-not-tell-4711";

    public static readonly IReadOnlyList<string> Names = ["openai", "anthropic", "google"];

    public static TheoryData<string> Wires => [.. Names];

    public ModelHost Host => host;

    public ScriptedModelServer Server => server;

    /// <summary>The provider's client for the server's model.</summary>
    public IChatClient Client => Resolved.Client;

    public ResolvedModel Resolved => host.Providers.Resolve(new ModelOptions { Provider = provider, Model = "scripted" }).ShouldBeOfType<ResolvedModel>();

    public static Task<WireSubject> StartAsync(string provider, params ModelAnswer[] answers) => StartAsync(provider, TimeProvider.System, [], answers);

    public static async Task<WireSubject> StartAsync(string provider, TimeProvider time, string[] settings, params ModelAnswer[] answers)
    {
        var server = await ScriptedModelServer.StartAsync(provider, answers);
        return new WireSubject(provider, HostOf(provider, time, server.BaseUrl, settings), server);
    }

    public static ModelHost HostOf(string provider, TimeProvider time, Uri baseUrl, params string[] settings) => ModelHost.With(time, [
        $"Models:DefaultProvider={provider}",
        $"Models:Providers:{provider}:BaseUrl={baseUrl}",
        $"Models:Providers:{provider}:ApiKey={Key}",
        $"Models:Providers:{provider}:DefaultModel=scripted",
        .. settings,
    ]);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await server.DisposeAsync();
    }
}
