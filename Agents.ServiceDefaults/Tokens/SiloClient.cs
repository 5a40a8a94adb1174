using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.ServiceDefaults.Tokens;

/// <summary>How a service calls the silo.</summary>
public static class SiloClient
{
    /// <summary>The header that names who acts; only the gateway sets it, the dashboard passes it on.</summary>
    public const string PrincipalHeader = "X-Agents-Principal";

    /// <summary>Who acts while the gateway is open, which it is on loopback only: anybody on this machine. No proof of who it is.</summary>
    public const string OpenPrincipal = "user:local";

    /// <summary>The header that lists the principal's scopes, separated by spaces.</summary>
    public const string ScopesHeader = "X-Agents-Scopes";

    /// <summary>The header with the key or the login that a request came with; only the gateway sets it, the dashboard passes it on, the silo judges it.</summary>
    public const string CredentialHeader = "X-Agents-Credential";

    /// <summary>The header that says how a request came to the gateway, where that matters: <see cref="PlainTransport"/> or nothing.</summary>
    public const string TransportHeader = "X-Agents-Transport";

    /// <summary>It came from another machine without encryption: whoever is on the way could read what is in it.</summary>
    public const string PlainTransport = "plain";

    /// <summary>
    /// Points an HTTP client at <c>AGENTS_SILO_URL</c>, sends the internal token and passes on who acts in the request
    /// that is being served, if any.
    /// </summary>
    public static IHttpClientBuilder CallsSilo(this IHttpClientBuilder client)
    {
        client.Services.AddHttpContextAccessor();
        client.Services.AddTransient<SiloCallHandler>();
        return client
            .ConfigureHttpClient((services, http) => http.BaseAddress = Address(services.GetRequiredService<IConfiguration>()))
            .AddHttpMessageHandler<SiloCallHandler>();
    }

    private static Uri Address(IConfiguration configuration)
        => Uri.TryCreate(configuration[ServiceVariables.SiloUrl], UriKind.Absolute, out var address)
            ? address
            : throw new InvalidOperationException(
                $"{ServiceVariables.SiloUrl} is '{configuration[ServiceVariables.SiloUrl]}': set it to the silo's address, such as http://127.0.0.1:5081.");

    private sealed class SiloCallHandler(InternalToken token, IHttpContextAccessor accessor) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (token.Value is { } value)
            {
                request.Headers.TryAddWithoutValidation(InternalToken.Header, value);
            }

            Forward(request, PrincipalHeader);
            Forward(request, ScopesHeader);
            Forward(request, CredentialHeader);
            Forward(request, TransportHeader);
            return base.SendAsync(request, cancellationToken);
        }

        private void Forward(HttpRequestMessage request, string header)
        {
            if (accessor.HttpContext?.Request.Headers[header] is { Count: > 0 } values)
            {
                request.Headers.TryAddWithoutValidation(header, (IEnumerable<string?>)values);
            }
        }
    }
}
