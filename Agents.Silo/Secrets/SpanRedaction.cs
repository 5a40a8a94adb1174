using System.Diagnostics;
using OpenTelemetry;

namespace Agents.Silo.Secrets;

/// <summary>Takes secrets out of spans before they are sent. One that has a secret where it cannot be taken out is not sent.</summary>
internal sealed class SpanRedaction(Redactor redactor) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        List<KeyValuePair<string, string>>? changed = null;
        foreach (var tag in data.TagObjects)
        {
            if (tag.Value is string text && redactor.Redact(text) is var clean && !ReferenceEquals(clean, text))
            {
                (changed ??= []).Add(new(tag.Key, clean));
            }
        }

        changed?.ForEach(tag => data.SetTag(tag.Key, tag.Value));
        data.DisplayName = redactor.Redact(data.DisplayName);
        if (data.StatusDescription is { } description && redactor.Redact(description) is var told && !ReferenceEquals(told, description))
        {
            data.SetStatus(data.Status, told);
        }

        if (data.Events.Any(happened => happened.Tags.Any(IsSecret)) || data.TagObjects.Any(tag => tag.Value is not string && IsSecret(tag)))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private bool IsSecret(KeyValuePair<string, object?> tag) => tag.Value switch
    {
        string text => !ReferenceEquals(redactor.Redact(text), text),
        IEnumerable<string> texts => texts.Any(text => !ReferenceEquals(redactor.Redact(text), text)),
        _ => false,
    };
}
