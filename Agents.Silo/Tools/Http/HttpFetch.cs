using System.Net.Http.Headers;
using System.Text;
using Agents.Core.Executions;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tools;

/// <summary>Asks web servers for tools: follows redirects one by one, each checked anew, and reads no more than allowed.</summary>
internal sealed class HttpFetch(GuardedHttp http, IOptions<ToolsOptions> options)
{
    private const int MostRedirects = 5;

    /// <summary>The answer, or why there is none.</summary>
    public async Task<(HttpAnswer? Answer, ToolResult? Failure)> GetAsync(HttpCall call, CancellationToken cancellationToken)
    {
        try
        {
            for (var hops = 0; ; hops++)
            {
                using var request = call.ToRequest();
                using var response = await http.SendAsync(request, cancellationToken);
                var status = (int)response.StatusCode;
                if (status is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                {
                    return (await ReadAsync(call.Url, response, cancellationToken), null);
                }

                if (hops == MostRedirects || call.Follow(status, location) is not { } next)
                {
                    return (null, ToolResult.Fail(ErrorCategory.Validation, "redirect_refused", $"{call.Url.Host} redirects too often, or to where it may not lead."));
                }

                call = next;
            }
        }
        catch (HttpRequestException exception)
        {
            return (null, Failure(call, exception));
        }
        catch (IOException exception)
        {
            return (null, Failure(call, exception));
        }
    }

    private static ToolResult Failure(HttpCall call, Exception exception)
        => exception.GetBaseException() is AddressRefusedException refused
            ? ToolResult.Fail(ErrorCategory.Forbidden, "address_refused", refused.Message)
            : ToolResult.Fail(ErrorCategory.Provider, "unreachable", $"{call.Url.Host} gave no answer: {exception.GetBaseException().Message}");

    private async Task<HttpAnswer> ReadAsync(Uri url, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[options.Value.MaxResponseBytes + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        var isCut = length > options.Value.MaxResponseBytes;
        var type = response.Content.Headers.ContentType;
        return new HttpAnswer((int)response.StatusCode, url, type?.MediaType ?? "", EncodingOf(type).GetString(buffer, 0, isCut ? length - 1 : length), isCut)
        {
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }

    private static Encoding EncodingOf(MediaTypeHeaderValue? type)
    {
        try
        {
            return type?.CharSet is { Length: > 0 } name ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            // A charset that nobody knows: UTF-8 is the likeliest.
            return Encoding.UTF8;
        }
    }
}

/// <summary>What a web server answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Url">Where it came from, after redirects.</param>
/// <param name="MediaType">Its type; empty where the server does not say.</param>
/// <param name="Text">Its text, at most as long as allowed.</param>
/// <param name="IsCut">Whether there was more.</param>
internal sealed record HttpAnswer(int Status, Uri Url, string MediaType, string Text, bool IsCut)
{
    /// <summary>How long the server asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
