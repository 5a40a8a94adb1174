namespace Agents.Dashboard.Shell;

/// <summary>Where a link leads: to a page, or, with the script, to a part of it that replaces what is shown.</summary>
/// <param name="Page">The page's address, for everyone.</param>
/// <param name="Fragment">The part's address.</param>
public readonly record struct SwapTarget(string Page, string Fragment);
