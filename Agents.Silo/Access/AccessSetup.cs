using Agents.ServiceDefaults;
using Agents.Silo.Storage;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Access;

/// <summary>Puts keys, and the check that asks for them, into a host.</summary>
internal static class AccessSetup
{
    public static void AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[ServiceVariables.AdminKey] is { Length: > 0 } key && (key.Length is < 32 or > 200 || !key.StartsWith(ApiKey.Prefix, StringComparison.Ordinal)))
        {
            throw new OptionsValidationException(
                ServiceVariables.AdminKey, typeof(AccessCheck), [$"{ServiceVariables.AdminKey} is no key: set it to {ApiKey.Prefix} and at least 29 random characters, such as those of: openssl rand -hex 32."]);
        }

        services.AddSingleton<KeyStore>();
        services.AddSingleton<KeyUses>();
        services.AddSingleton<KeyBook>();
        services.AddSingleton<KeyMaking>();
        services.AddSingleton<FirstKey>();
        services.AddSingleton<AccessCheck>();
        services.AddHostedService<KeyWatch>();
        services.AddSingleton(static provider => new DatabaseReadyWork("keys", _ => provider.GetRequiredService<KeyBook>().RefreshAsync()));
    }

    /// <summary>From here on requests are those of a known caller. Call it before anything is mapped.</summary>
    public static void UseAccess(this WebApplication app)
    {
        var check = app.Services.GetRequiredService<AccessCheck>();
        app.Use(check.InvokeAsync);
    }

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        routes.MapKeys();
        routes.MapPrincipals();
        routes.MapLoginSessions();
    }
}
