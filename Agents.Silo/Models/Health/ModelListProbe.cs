using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Agents.Silo.Models;

/// <summary>Looks at a provider with the cheapest call that it has: the list of its models. Nothing is generated, and nothing costs.</summary>
internal static class ModelListProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public static async Task<ProviderHealth> AskAsync(ProviderSettings settings, TimeProvider time)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{settings.BaseUrl.AbsoluteUri.TrimEnd('/')}/models");
            request.Headers.Authorization = settings.ApiKey is null ? null : new AuthenticationHeaderValue("Bearer", settings.ApiKey);
            using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return OfStatus(settings, response.StatusCode);
        }
        catch (OperationCanceledException)
        {
            return Of(settings, ProviderState.Troubled, $"did not answer at {settings.BaseUrl} within {Patience.TotalSeconds:0} s.");
        }
        catch (HttpRequestException problem)
        {
            return OfException(settings, problem);
        }
    }

    public static ProviderHealth OfStatus(ProviderSettings settings, HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            => Of(settings, ProviderState.Unusable, $"refused the key ({(int)status}). Check it: {ProviderDefaults.SettingOf(settings.Name)}."),
        // Not every server has a list; that it says so is an answer.
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => Of(settings, ProviderState.Reachable, $"answers at {settings.BaseUrl}, without a list of models."),
        _ when (int)status is >= 200 and < 300 => Of(settings, ProviderState.Reachable, $"answers at {settings.BaseUrl}."),
        _ => Of(settings, ProviderState.Troubled, $"answered {(int)status} at {settings.BaseUrl}."),
    };

    // A resolver that cannot be asked may be asked again; one that knows no such host will not know it in a minute.
    public static ProviderHealth OfException(ProviderSettings settings, HttpRequestException problem)
        => problem.GetBaseException() is SocketException { SocketErrorCode: SocketError.HostNotFound }
            ? Of(settings, ProviderState.Unusable, $"cannot be reached: there is no host '{settings.BaseUrl.Host}'. Correct its BaseUrl.")
            : Of(settings, ProviderState.Troubled, $"cannot be reached at {settings.BaseUrl}: {problem.GetBaseException().Message}");

    private static ProviderHealth Of(ProviderSettings settings, ProviderState state, string told) => new(settings.Name, state, $"The provider '{settings.Name}' {told}");
}
