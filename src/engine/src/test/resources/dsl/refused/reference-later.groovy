releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            build('Package') {
                commands '''
                    make clean
                    make VERSION=#{Test.VERSION}
                '''
            }
            test('Check') { commands 'make check'; exports 'VERSION'; namespace 'Test' }
            onFailure {
                variableCheck variable: '#{Test.VERSION}', value: '1'
                rollback()
            }
        }
    }
}
