import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import styles from './app.module.css';

/** Replaces a page that failed to render, which React would leave blank. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <main className={styles.failure}>
        <Notice
          tone="bad"
          title="This page has failed."
          alert
          actions={<Button onClick={() => window.location.reload()}>Reload the page</Button>}
        >
          <p>This is a fault of Rowhook, not of your data. Your mapping and the connection are kept.</p>
          <p>When you report it, add this: {error.message}</p>
        </Notice>
      </main>
    );
  }
}
