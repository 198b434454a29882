releasePipeline {
    stages {
        stage('Source') {
            source('App') { git url: 'https://github.com/octocat/Hello-World.git'; output 'AppSource'; namespace 'App' }
        }
        stage('Build') {
            // Actions of a group run beside each other; groups run one after the other.
            actionGroup {
                build('Package') {
                    input 'AppSource'
                    commands 'mkdir dist', 'cp README dist', 'VERSION=1.0'
                    output 'AppFiles', files: 'dist/**'
                    exports 'VERSION'
                    namespace 'Package'
                }
                test('Lint') { input 'AppSource'; commands 'test -s README' }
            }
        }
        stage('Staging') {
            deploy('Deploy') { input 'AppFiles'; commands 'ls -R .', 'echo "#{Package.VERSION} is on staging"' }
            actionGroup {
                test('Smoke') { commands 'echo "it answers"' }
                test('Load') { commands 'echo "it is quick"' }
            }
        }
        stage('Production') {
            deploy('Deploy') { input 'AppFiles'; commands 'echo "#{Package.VERSION} is in production"' }
            test('Smoke') { commands 'echo "it answers"' }
            // What runs there is replaced by what ran there before.
            onFailure { rollback() }
        }
    }
}
