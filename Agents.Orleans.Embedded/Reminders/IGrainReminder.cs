namespace Orleans.Runtime;

/// <summary>A handle to a reminder that was registered; it is void after the next registration under the same name.</summary>
public interface IGrainReminder
{
    string ReminderName { get; }
}

internal sealed record ReminderHandle(GrainId GrainId, string ReminderName, string ETag) : IGrainReminder;
