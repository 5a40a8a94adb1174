using System.Text;
using Agents.Client.Hooks;
using Agents.Client.Json;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Secrets;
using Microsoft.AspNetCore.Http.Features;

namespace Agents.Silo.Hooks;

/// <summary><c>/hooks/{name}</c>: what other systems send. Its signature alone says whether it is let in.</summary>
internal static class ReceiveEndpoints
{
    private const int LargestBody = 1024 * 1024;

    public static void MapReceiving(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/hooks/{name}", ReceiveAsync).WithTags("webhooks").WithName("ReceiveWebhook").WithSummary("Starts what the hook is for; the same event starts it once.")
            .Produces<HookReceipt>(StatusCodes.Status202Accepted).NeedsNoKey();
        routes.MapGet("/hooks/{name}", VerifyAsync).WithTags("webhooks").WithName("VerifyWebhook").WithSummary("Answers a WhatsApp sender that asks whether the address is ours.").NeedsNoKey();
    }

    private static async Task<IResult> ReceiveAsync(
        HttpContext http, string name, HookStore store, HookStarts starts, SecretBook secrets, IdGenerator ids, TimeProvider time)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestBody;
        }

        if (await store.FindAsync(name) is not { } hook)
        {
            return NotFound();
        }

        if (secrets.Find(hook.Secret) is not { } secret)
        {
            return Problem.Result(StatusCodes.Status503ServiceUnavailable, "This server lacks the secret that the hook is signed with. Its operator sets it: agents secrets set.");
        }

        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        string? Header(string header) => http.Request.Headers.TryGetValue(header, out var value) ? value.ToString() : null;
        if (HookSignatures.Problem(hook.Scheme, Header, raw.Span, secret, time.GetUtcNow(), TimeSpan.FromSeconds(hook.ToleranceSeconds)) is { } unsigned)
        {
            return Problem.Result(StatusCodes.Status401Unauthorized, unsigned);
        }

        if (HookMessage.Read(hook.Scheme, Header, raw.Span, out var problem) is not { } message)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        return message.Greeting(hook.Scheme) is { } greeting
            ? Results.Text(greeting.ToJson(), "application/json")
            : Reply(await TakeAsync(hook, message, store, starts, ids, time, http.RequestAborted));
    }

    private static async Task<(HookEventRow Event, bool IsNew)> TakeAsync(
        HookRow hook, HookMessage message, HookStore store, HookStarts starts, IdGenerator ids, TimeProvider time, CancellationToken cancellationToken)
    {
        var (received, isNew) = await store.RecordAsync(new HookEventRow
        {
            Id = ids.Next(),
            Name = hook.Name,
            EventId = message.EventId,
            EventType = message.EventType,
            Body = message.Body.ToJson(),
            Status = HookEventStatuses.Received,
            ExecutionId = ids.Next(),
            ReceivedAt = time.GetUtcNow(),
        });
        // What was refused may be let in now; what somebody else starts at this moment is the same execution.
        return (received.Status == HookEventStatuses.Started ? received : await starts.StartAsync(hook, received, isRetry: !isNew, cancellationToken), isNew);
    }

    public static IResult Reply((HookEventRow Event, bool IsNew) taken)
        => taken.Event.Status == HookEventStatuses.Refused
            ? Problem.Result(StatusCodes.Status422UnprocessableEntity, $"The event is kept and started nothing: {taken.Event.Detail}", extensions: new Dictionary<string, object?> { ["id"] = taken.Event.Id })
            : Results.Json(
                new HookReceipt(taken.Event.Id, taken.Event.EventId, taken.Event.Status, taken.Event.ExecutionId), AgentsJson.Wire.HookReceipt,
                statusCode: taken.IsNew ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);

    private static async Task<IResult> VerifyAsync(HttpContext http, string name, HookStore store, SecretBook secrets)
    {
        if (await store.FindAsync(name) is not { Scheme: HookSchemes.WhatsApp, VerifySecret: { } verify })
        {
            return NotFound();
        }

        var query = http.Request.Query;
        return query["hub.mode"] == "subscribe" && secrets.Find(verify) is { } token && HookSignatures.AreEqual(query["hub.verify_token"].ToString(), token)
            ? Results.Text(query["hub.challenge"].ToString(), "text/plain", Encoding.UTF8)
            : Problem.Result(StatusCodes.Status403Forbidden, "The verify token is not the hook's.");
    }

    private static IResult NotFound() => Problem.Result(StatusCodes.Status404NotFound, "There is no such webhook.");
}
