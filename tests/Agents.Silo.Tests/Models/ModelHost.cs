using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tests.Models;

/// <summary>The model seam with settings as a silo has it.</summary>
internal sealed class ModelHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ModelHost(ServiceProvider services) => _services = services;

    public AgentCall Call => _services.GetRequiredService<AgentCall>();

    public ModelProviders Providers => _services.GetRequiredService<ModelProviders>();

    public ModelPrices Prices => _services.GetRequiredService<ModelPrices>();

    public ModelProviderOptions Options => _services.GetRequiredService<IOptions<ModelProviderOptions>>().Value;

    /// <summary>Settings are <c>Key=value</c>; offline answers at once unless they say otherwise.</summary>
    public static ModelHost With(params string[] settings) => With(TimeProvider.System, settings);

    public static ModelHost With(TimeProvider time, params string[] settings)
    {
        string[] all = ["Models:Offline:Latency=00:00:00", .. settings];
        var pairs = all.Select(static setting => setting.Split('=', 2)).GroupBy(static pair => pair[0], static pair => pair[1]).ToDictionary(static key => key.Key, string? (key) => key.Last());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(pairs).Build();
        return new ModelHost(new ServiceCollection().AddSingleton(time).AddModels(configuration).BuildServiceProvider());
    }

    public Task<AgentReply> AskAsync(
        string task, JsonValue? schema = null, ModelOptions? model = null, Action<string>? onToken = null, CancellationToken cancellationToken = default)
        => Call.RunAsync(new AgentRequest(new AgentDefinition("writer"), model ?? ModelOptions.Default, "step-1:1") { Task = task, OutputSchema = schema }, onToken, cancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
