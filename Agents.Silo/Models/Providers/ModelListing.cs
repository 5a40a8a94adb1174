using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Agents.Silo.Models;

/// <summary>Asks a provider for its models: the cheapest question that tells whether it is there and takes the key.</summary>
internal sealed class ModelListing(ProviderSettings settings, TimeProvider time)
{
    private const int LongestList = 4 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether a server without a list of models is one of its kind all the same. Default: false.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether an answer with a status that says otherwise is about the key. Default: never.</summary>
    public Func<JsonElement, bool> IsAboutKey { get; init; } = static _ => false;

    /// <param name="path">Below the base URL.</param>
    /// <param name="authorize">Puts the key, and what else the protocol wants, into the request's headers.</param>
    /// <param name="names">Reads the models' names from the answer; null where it is no list of models.</param>
    /// <param name="cancellationToken">Ends it by throwing.</param>
    public async Task<ProviderHealth> AskAsync(
        string path, Action<HttpRequestMessage> authorize, Func<JsonElement, IEnumerable<string>?> names, CancellationToken cancellationToken)
    {
        using var impatience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, impatience.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{settings.BaseUrl.OriginalString.TrimEnd('/')}/{path}");
        authorize(request);
        try
        {
            using var response = await ProviderHttp.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await response.Content.LoadIntoBufferAsync(LongestList, either.Token);
            return Judge(response.StatusCode, await BodyAsync(response.Content, either.Token), names);
        }
        catch (HttpRequestException exception) when (exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.HostNotFound })
        {
            return new(ProviderStatus.NoSuchHost, $"The provider '{settings.Name}' cannot be reached: there is no host '{settings.BaseUrl.Host}'. Correct its BaseUrl.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Unreachable($"cannot be reached at {settings.BaseUrl}: {exception.GetBaseException().Message}");
        }
        catch (OperationCanceledException) when (impatience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Unreachable($"did not answer at {settings.BaseUrl} for {Patience.TotalSeconds:0} s.");
        }
    }

    private ProviderHealth Judge(HttpStatusCode status, JsonElement? body, Func<JsonElement, IEnumerable<string>?> names) => (int)status switch
    {
        >= 200 and < 300 when body is { } list && names(list) is { } models => Connected("is connected.") with { Models = [.. models] },
        >= 200 and < 300 => Unreachable($"sent something that is not a list of models. Is {settings.BaseUrl} the right base URL?"),
        401 or 403 => Unauthorized((int)status),
        429 => Connected("is connected, and limits the rate of calls right now."),
        404 or 405 or 501 when IsOptional => Connected($"answers, and has no list of models ({(int)status}): whether address and key are right shows at the first call."),
        >= 400 and < 500 when body is { } error && IsAboutKey(error) => Unauthorized((int)status),
        var other => Unreachable($"answered {other} at {settings.BaseUrl}."),
    };

    private static async Task<JsonElement?> BodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(await content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // A proxy's page, or nothing: the status says enough.
            return null;
        }
    }

    private ProviderHealth Connected(string said) => new(ProviderStatus.Connected, $"The provider '{settings.Name}' {said}");

    private ProviderHealth Unreachable(string said) => new(ProviderStatus.Unreachable, $"The provider '{settings.Name}' {said}");

    private ProviderHealth Unauthorized(int status)
        => new(ProviderStatus.Unauthorized, $"The provider '{settings.Name}' refused the key ({status}). Check it: {ProviderDefaults.SettingOf(settings.Name)}.");
}
