using Agents.Silo.Models.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Models;

/// <summary>Puts the model seam into a host.</summary>
public static class ModelRegistration
{
    /// <summary>Adds <see cref="AgentCall"/>, <see cref="ModelProviders"/> and <see cref="ModelPrices"/>, configured by the section <c>Models</c>.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ModelProviderOptions>().Bind(configuration.GetSection(ModelProviderOptions.Section)).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<ModelProviderOptions>>(new ModelProviderOptionsEnvironment(configuration));
        services.AddSingleton<IValidateOptions<ModelProviderOptions>, ModelProviderOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ModelProviders>();
        services.AddSingleton<ModelPrices>();
        services.AddSingleton<ProviderHealthChecks>();
        services.AddSingleton<GenAITelemetry>();
        services.AddSingleton<ModelCaller>();
        services.AddSingleton<AgentCall>();
        return services;
    }
}
