using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Webhooks;

/// <summary>What came of one attempt. A closed family.</summary>
internal abstract record WebhookAttempt;

/// <summary>The receiver has the message.</summary>
internal sealed record WebhookDelivered : WebhookAttempt;

/// <summary>It does not, as far as is known.</summary>
/// <param name="Error">Why, without the address and without anything that the receiver wrote.</param>
/// <param name="RetryAfter">How long the receiver asks to wait; null where it does not.</param>
/// <param name="IsFinal">Whether it wants no more attempts.</param>
internal sealed record WebhookFailed(string Error, TimeSpan? RetryAfter = null, bool IsFinal = false) : WebhookAttempt;

/// <summary>
/// Posts messages to the configured address and to no other: redirects are not followed, and what a receiver answers is not read.
/// Leaves no span: the address of many receivers is their secret, and a span would carry it.
/// </summary>
internal sealed class WebhookSender(IOptions<WebhookOptions> options, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<WebhookAttempt> SendAsync(WebhookTarget target, DueWebhook webhook, byte[] body, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Value.Timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var request = Request(target, webhook, body);
        try
        {
            using var reply = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            return reply.IsSuccessStatusCode ? new WebhookDelivered() : Refused(reply);
        }
        catch (HttpRequestException problem)
        {
            return new WebhookFailed($"It could not be reached: {problem.HttpRequestError}.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookFailed(string.Create(CultureInfo.InvariantCulture, $"No answer within {options.Value.Timeout.TotalSeconds:0.###} s."));
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(WebhookTarget target, DueWebhook webhook, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("agents", null));
        request.Headers.Add("webhook-id", webhook.Id);
        request.Headers.Add("idempotency-key", webhook.Id);
        request.Headers.Add("X-Agents-Event", webhook.Event);
        if (webhook.TraceId is { } trace)
        {
            request.Headers.Add("traceparent", $"00-{trace}-{SpanId(webhook.Id)}-01");
        }

        if (target.Secret is { } secret)
        {
            request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(body, secret, time.GetUtcNow()));
        }

        return request;
    }

    // The same in every attempt: they are one message.
    private static string SpanId(string id) => ActivitySpanId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 8)).ToString();

    private WebhookFailed Refused(HttpResponseMessage reply)
    {
        var wait = reply.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
        return new WebhookFailed($"It answered {(int)reply.StatusCode}.", wait, reply.StatusCode == HttpStatusCode.Gone);
    }
}
