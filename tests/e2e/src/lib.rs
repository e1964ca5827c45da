//! Journeys of a person through the real window.
