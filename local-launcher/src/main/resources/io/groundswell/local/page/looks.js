// How reactions and members look. The reactions are drawn in index.html; one that it does not know is a star.

const SVG = 'http://www.w3.org/2000/svg';

export function icon(id) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#${id}`);
  svg.append(use);
  return svg;
}

export function glyph(reaction) {
  const id = `glyph-${reaction}`;
  return icon(document.getElementById(id) ? id : 'glyph-other');
}

export function label(reaction) {
  return reaction.charAt(0).toUpperCase() + reaction.slice(1).replaceAll(/[-_]/g, ' ');
}

/** The name in a member id, where a tilde and two hexadecimal digits stand for what an id cannot hold. */
export function memberName(member) {
  try {
    return decodeURIComponent(member.replaceAll('~', '%'));
  } catch {
    return member;
  }
}

export function initial(name) {
  return [...name][0] ?? '?';
}

/** A colour that stays the same for a name. */
export function hue(name) {
  let hash = 2166136261;
  for (const character of name) hash = Math.imul(hash ^ character.codePointAt(0), 16777619);
  return (hash >>> 8) % 360;
}
