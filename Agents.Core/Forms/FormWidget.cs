namespace Agents.Core.Forms;

/// <summary>Controls for <see cref="FormField"/>s.</summary>
public enum FormWidget
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>Several lines of text.</summary>
    TextArea,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A box to tick.</summary>
    Checkbox,

    /// <summary>One of a few values.</summary>
    Select,

    /// <summary>Any of a few values.</summary>
    MultiSelect,

    /// <summary>Simple values, one per line or between commas.</summary>
    List,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A date and time.</summary>
    DateTime,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A web address.</summary>
    Url,

    /// <summary>Text that is not shown.</summary>
    Password,

    /// <summary>JSON.</summary>
    Json,
}
